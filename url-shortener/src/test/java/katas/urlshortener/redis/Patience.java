package katas.urlshortener.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import katas.urlshortener.StoreUnavailable;

/** Waits for what happens in another process or thread. */
final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Patience() {}

    static void until(Callable<Boolean> condition) {
        await().atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .ignoreException(StoreUnavailable.class)
                .until(condition);
    }
}
