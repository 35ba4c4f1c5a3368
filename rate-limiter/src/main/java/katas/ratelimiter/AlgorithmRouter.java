package katas.ratelimiter;

import java.util.EnumMap;
import java.util.Map;

/** Sends each policy's calls to the limiter that counts its way. */
public final class AlgorithmRouter implements RateLimiter {
    private final Map<Algorithm, RateLimiter> limiters = new EnumMap<>(Algorithm.class);
    private final RateLimiter others;

    /** @param others limiter for every algorithm that has none of its own */
    public AlgorithmRouter(Map<Algorithm, RateLimiter> own, RateLimiter others) {
        this.limiters.putAll(own);
        this.others = others;
    }

    @Override
    public Decision tryAcquire(Policy policy, String key, int permits) {
        return limiters.getOrDefault(policy.algorithm(), others).tryAcquire(policy, key, permits);
    }
}
