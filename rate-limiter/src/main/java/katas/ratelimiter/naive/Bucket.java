package katas.ratelimiter.naive;

import katas.ratelimiter.BucketUnits;
import katas.ratelimiter.Limit;

/** A token bucket as it was at one moment; written as {@code "<level> <since when>"}. */
record Bucket(Limit limit, BucketUnits units, long level, long nowMicros) {

    static Bucket read(Limit limit, String state, long nowMicros) {
        var units = BucketUnits.of(limit);
        if (state.isEmpty()) {
            return new Bucket(limit, units, units.capacity(), nowMicros);
        }
        int space = state.indexOf(' ');
        long level = Long.parseLong(state.substring(0, space));
        long since = Long.parseLong(state.substring(space + 1));
        return new Bucket(limit, units, units.refilled(level, nowMicros - since), nowMicros);
    }

    String state() {
        return level + " " + nowMicros;
    }

    Bucket minus(int permits) {
        return new Bucket(limit, units, level - permits * units.permit(), nowMicros);
    }

    int remaining() {
        return (int) (level / units.permit());
    }

    long waitMicros(int permits) {
        return units.microsUntil(level, permits);
    }

    long resetMicros() {
        return units.microsUntilFull(level);
    }

    long ttlMillis() {
        return Math.max(1000, Math.ceilDiv(resetMicros(), 1000));
    }
}
