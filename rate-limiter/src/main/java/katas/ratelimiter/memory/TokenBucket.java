package katas.ratelimiter.memory;

import katas.ratelimiter.BucketUnits;
import katas.ratelimiter.Limit;

/**
 * Holds up to a burst of permits and refills steadily.
 *
 * <p>Two numbers a key. Whoever empties a full bucket and then takes each permit as it comes gets burst + permits - 1
 * in a window. Counts in {@linkplain BucketUnits units} that never round.
 */
final class TokenBucket implements Meter {
    private final BucketUnits units;
    private long level;
    private long since;

    TokenBucket(Limit limit) {
        this.units = BucketUnits.of(limit);
        this.level = units.capacity();
    }

    @Override
    public long waitFor(int permits, long now) {
        refill(now);
        return units.microsUntil(level, permits);
    }

    @Override
    public void take(int permits, long now) {
        refill(now);
        level -= permits * units.permit();
    }

    @Override
    public int remaining(long now) {
        refill(now);
        return (int) (level / units.permit());
    }

    @Override
    public long resetAfter(long now) {
        refill(now);
        return units.microsUntilFull(level);
    }

    private void refill(long now) {
        level = units.refilled(level, now - since);
        since = now;
    }
}
