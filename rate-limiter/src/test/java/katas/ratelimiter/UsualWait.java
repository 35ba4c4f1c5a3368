package katas.ratelimiter;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;

/** How long something usually takes. */
public final class UsualWait {
    private static final int TIMES = 3;

    private UsualWait() {}

    /**
     * Waits three times and returns the middle wait: a machine that stands still for a moment makes one of them long.
     *
     * @param event makes it happen for the nth time, from 0, and returns how to see that it has
     */
    public static Duration until(IntFunction<Callable<Boolean>> event) {
        var waits = new ArrayList<Duration>();
        for (int time = 0; time < TIMES; time++) {
            var seen = event.apply(time);
            long begin = System.nanoTime();
            await().atMost(Duration.ofMinutes(1))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(seen);
            waits.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        Collections.sort(waits);
        return waits.get(TIMES / 2);
    }
}
