import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import katas.lab.testing.MutableClock;

/**
 * A sliding window log that is right, cut so that each step can be got wrong.
 *
 * <p>Remembers when each permit was taken, in microseconds; a permit is free again when its window has passed.
 */
abstract class SoundLog implements Limiter {

    final int limit;
    final long window;
    final MutableClock clock;
    private final Map<String, Deque<Long>> logs = new HashMap<>();

    SoundLog(int limit, Duration window, MutableClock clock) {
        this.limit = limit;
        this.window = window.toMillis() * 1_000;
        this.clock = clock;
    }

    @Override
    public synchronized Answer tryAcquire(String key, int permits) {
        long now = now();
        var times = log(key);
        forget(times, now);
        if (times.size() + cost(permits) > limit) {
            var wait = wait(times, cost(permits), now);
            refused(times, permits, now);
            return new Answer(false, wait);
        }
        take(times, permits, now);
        return new Answer(true, Duration.ZERO);
    }

    final synchronized Deque<Long> log(String key) {
        return logs.computeIfAbsent(key, _ -> new ArrayDeque<>());
    }

    long now() {
        return clock.micros();
    }

    int cost(int permits) {
        return permits;
    }

    void forget(Deque<Long> times, long now) {
        while (!times.isEmpty() && times.peekFirst() + window <= now) {
            times.removeFirst();
        }
    }

    void take(Deque<Long> times, int permits, long now) {
        for (int i = 0; i < cost(permits); i++) {
            times.addLast(now);
        }
    }

    void refused(Deque<Long> times, int permits, long now) {}

    Duration wait(Deque<Long> times, int cost, long now) {
        int missing = times.size() + cost - limit;
        long freed = times.stream().skip(missing - 1L).findFirst().orElseThrow();
        return Duration.of(freed + window - now, ChronoUnit.MICROS);
    }
}
