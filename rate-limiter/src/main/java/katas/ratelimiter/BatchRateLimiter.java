package katas.ratelimiter;

import java.util.List;

/** Decides several calls for one key in one go, exactly as if they had come one after the other. */
public interface BatchRateLimiter extends RateLimiter {
    /**
     * Decides the calls in their order.
     *
     * @param permits what each call asks for, each from 1 to {@link Policy#capacity()}
     * @return one decision a call, in the same order
     */
    List<Decision> tryAcquire(Policy policy, String key, List<Integer> permits);

    @Override
    default Decision tryAcquire(Policy policy, String key, int permits) {
        return tryAcquire(policy, key, List.of(permits)).getFirst();
    }
}
