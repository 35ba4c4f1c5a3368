package katas.ratelimiter.memory;

import katas.ratelimiter.Limit;

/**
 * Remembers when the permits taken so far will all have been earned: the generic cell rate algorithm, from ATM Forum
 * Traffic Management 4.0.
 *
 * <p>The bound of a token bucket from one number a key. Permits come a whole number of microseconds apart, rounded up.
 */
final class Gcra implements Meter {
    private final long interval;
    private final long tolerance;
    private long earnedAt;

    Gcra(Limit limit) {
        this.interval = Math.ceilDiv(limit.windowMicros(), limit.permits());
        this.tolerance = interval * limit.burst();
    }

    @Override
    public long waitFor(int permits, long now) {
        clamp(now);
        return Math.max(0, earnedAt + permits * interval - tolerance - now);
    }

    @Override
    public void take(int permits, long now) {
        clamp(now);
        earnedAt += permits * interval;
    }

    @Override
    public int remaining(long now) {
        clamp(now);
        return (int) ((now + tolerance - earnedAt) / interval);
    }

    @Override
    public long resetAfter(long now) {
        clamp(now);
        return earnedAt - now;
    }

    private void clamp(long now) {
        // further ahead than the tolerance was written by a faster clock
        earnedAt = Math.clamp(earnedAt, now, now + tolerance);
    }
}
