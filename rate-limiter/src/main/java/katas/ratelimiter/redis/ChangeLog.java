package katas.ratelimiter.redis;

import java.time.Duration;
import katas.ratelimiter.Changes;

/**
 * Counts resets and policy changes in Redis; every replica asks for the count a few times a second.
 *
 * <p>What callers see is a number of this process that grows whenever the count is seen to differ, up or down: so a
 * Redis that lost its data cannot bring an old version back: the count begins with the time at which it was begun.
 */
final class ChangeLog implements Changes {
    static final String KEY = "rate-limiter:{control}:version";
    private static final long CURRENT_NANOS = Duration.ofSeconds(1).toNanos();

    private final RedisLink redis;
    private long seen = -1;
    private volatile long version;
    private volatile long heardAtNanos = System.nanoTime() - CURRENT_NANOS;

    ChangeLog(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public boolean current() {
        return System.nanoTime() - heardAtNanos < CURRENT_NANOS;
    }

    /** Tells all replicas, this one at once, that something changed. */
    void announce() {
        redis.call(commands -> commands.incr(KEY));
        synchronized (this) {
            // not heard yet: others may have changed more in the meantime
            version++;
        }
    }

    synchronized boolean differs(long count) {
        return count != seen;
    }

    /** @param askedAtNanos {@link System#nanoTime()} before Redis was asked for the count */
    synchronized void heard(long count, long askedAtNanos) {
        if (differs(count)) {
            seen = count;
            version++;
        }
        heardAtNanos = askedAtNanos;
    }
}
