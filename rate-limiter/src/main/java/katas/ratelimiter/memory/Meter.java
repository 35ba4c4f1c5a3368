package katas.ratelimiter.memory;

import katas.ratelimiter.Limit;
import katas.ratelimiter.Policy;

/**
 * Counts one key against one limit. Every time is in microseconds since the epoch, every wait in microseconds.
 *
 * <p>Each meter has a twin in Lua of the same name and the same arithmetic; a test feeds both the same history.
 */
interface Meter {
    /** Returns how long until so many permits are free together; 0 if they are. */
    long waitFor(int permits, long now);

    /** Takes permits that are free. */
    void take(int permits, long now);

    int remaining(long now);

    /** Returns how long until nothing is left to remember; 0 if there is nothing. */
    long resetAfter(long now);

    static Meter of(Policy policy, Limit limit) {
        return switch (policy.algorithm()) {
            case TOKEN_BUCKET, COMPARE_AND_SET -> new TokenBucket(limit);
            case GCRA -> new Gcra(limit);
            case SLIDING_WINDOW_COUNTER -> new SlidingWindowCounter(limit);
            case SLIDING_WINDOW_LOG -> new SlidingWindowLog(limit);
            case FIXED_WINDOW, NAIVE -> new FixedWindowCounter(limit);
        };
    }
}
