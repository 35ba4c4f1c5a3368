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
        long elapsed = Math.max(0, nowMicros - Long.parseLong(state.substring(space + 1)));
        long missing = units.capacity() - level;
        long refilled = elapsed >= Math.ceilDiv(missing, units.refill()) ? missing : elapsed * units.refill();
        return new Bucket(limit, units, level + refilled, nowMicros);
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
        return Math.max(0, Math.ceilDiv(permits * units.permit() - level, units.refill()));
    }

    long resetMicros() {
        return Math.ceilDiv(units.capacity() - level, units.refill());
    }

    long ttlMillis() {
        return Math.max(1000, Math.ceilDiv(resetMicros(), 1000));
    }
}
