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

    private static long saturatingProduct(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }
}
