package katas.ratelimiter;

/** Decides whether a call may pass now. */
@FunctionalInterface
public interface RateLimiter {
    /**
     * Takes the permits from every limit of the policy, or from none.
     *
     * @param key who is limited: 1 to {@value Policy#MAX_KEY_LENGTH} characters
     * @param permits from 1 to {@link Policy#capacity()}
     */
    Decision tryAcquire(Policy policy, String key, int permits);
}
