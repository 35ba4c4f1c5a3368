package katas.ratelimiter;

import java.math.BigInteger;

/**
 * The units in which a token bucket counts without ever rounding: a permit costs {@code permit} units, and every
 * microsecond brings {@code refill} of them. 100 permits a minute: a permit costs 600,000, a microsecond brings 1.
 *
 * @param permit units a permit
 * @param refill units a microsecond
 * @param capacity units in a full bucket; saturates at {@link Long#MAX_VALUE}
 */
public record BucketUnits(long permit, long refill, long capacity) {

    public static BucketUnits of(Limit limit) {
        long window = limit.windowMicros();
        long divisor = BigInteger.valueOf(window)
                .gcd(BigInteger.valueOf(limit.permits()))
                .longValueExact();
        long permit = window / divisor;
        return new BucketUnits(permit, limit.permits() / divisor, saturatingProduct(permit, limit.burst()));
    }

    /**
     * Returns the level of a bucket a while later.
     *
     * @param micros since it had this level; from a time that lies ahead, written by a faster clock, nothing refills
     */
    public long refilled(long level, long micros) {
        long missing = capacity - level;
        // compared before it is multiplied: a long absence would not fit
        return micros >= Math.ceilDiv(missing, refill) ? capacity : level + Math.max(0, micros) * refill;
    }

    /** Returns how many microseconds refill a bucket so far that it holds the permits; 0 if it does. */
    public long microsUntil(long level, int permits) {
        return Math.max(0, Math.ceilDiv(permits * permit - level, refill));
    }

    /** Returns how many microseconds fill a bucket. */
    public long microsUntilFull(long level) {
        return Math.ceilDiv(capacity - level, refill);
    }

    private static long saturatingProduct(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }
}
