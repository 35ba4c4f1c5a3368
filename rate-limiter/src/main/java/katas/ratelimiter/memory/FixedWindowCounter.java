package katas.ratelimiter.memory;

import katas.ratelimiter.Limit;

/**
 * Counts in windows that begin at whole multiples of their length.
 *
 * <p>Cheapest of the five: one number a key. Lets through twice the limit around a window's edge: all of one window in
 * its last moment, all of the next in its first.
 */
final class FixedWindowCounter implements Meter {
    private final Limit limit;
    private final long window;
    private long start;
    private int taken;

    FixedWindowCounter(Limit limit) {
        this.limit = limit;
        this.window = limit.windowMicros();
    }

    @Override
    public long waitFor(int permits, long now) {
        roll(now);
        return taken + permits <= limit.permits() ? 0 : start + window - now;
    }

    @Override
    public void take(int permits, long now) {
        roll(now);
        taken += permits;
    }

    @Override
    public int remaining(long now) {
        roll(now);
        return limit.permits() - taken;
    }

    @Override
    public long resetAfter(long now) {
        roll(now);
        return taken == 0 ? 0 : start + window - now;
    }

    private void roll(long now) {
        long current = now - now % window;
        if (current > start) {
            taken = 0;
        }
        // a start that lies ahead was written by a faster clock: its count holds for this window
        start = current;
    }
}
