package katas.ratelimiter.memory;

import java.util.ArrayList;
import java.util.List;
import katas.ratelimiter.Limit;

/**
 * Remembers when each permit of the last window was taken.
 *
 * <p>Exact: no window, wherever it begins, sees more than the limit. Dearest of the five: a time for every permit.
 */
final class SlidingWindowLog implements Meter {
    private final Limit limit;
    private final long window;
    private final List<Long> times = new ArrayList<>();

    SlidingWindowLog(Limit limit) {
        this.limit = limit;
        this.window = limit.windowMicros();
    }

    @Override
    public long waitFor(int permits, long now) {
        forget(now);
        int missing = times.size() + permits - limit.permits();
        return missing <= 0 ? 0 : times.get(missing - 1) + window - now;
    }

    @Override
    public void take(int permits, long now) {
        forget(now);
        for (int i = 0; i < permits; i++) {
            times.add(now);
        }
    }

    @Override
    public int remaining(long now) {
        forget(now);
        return limit.permits() - times.size();
    }

    @Override
    public long resetAfter(long now) {
        forget(now);
        return times.isEmpty() ? 0 : times.getLast() + window - now;
    }

    private void forget(long now) {
        int old = 0;
        while (old < times.size() && times.get(old) <= now - window) {
            old++;
        }
        times.subList(0, old).clear();
        // times that lie ahead were written by a faster clock: they count from now
        for (int i = times.size() - 1; i >= 0 && times.get(i) > now; i--) {
            times.set(i, now);
        }
    }
}
