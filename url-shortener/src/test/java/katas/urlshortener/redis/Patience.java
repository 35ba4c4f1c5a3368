package katas.urlshortener.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import katas.urlshortener.StoreUnavailable;

/** Waits for what happens in another process or thread. */
final class Patience {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Patience() {}

    static void until(Callable<Boolean> condition) {
        within(LIMIT, condition);
    }

    static void within(Duration limit, Callable<Boolean> condition) {
        await().atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .ignoreException(StoreUnavailable.class)
                .until(condition);
    }
}
