package katas.ratelimiter.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.RateLimiter;

/** Counts decisions by their outcome: {@code ratelimiter.decisions}, tag {@code outcome}. */
public final class MeteredRateLimiter implements RateLimiter {
    private final RateLimiter limiter;
    private final Counter allowed;
    private final Counter denied;
    private final Counter unmetered;
    private final Counter unavailable;

    public MeteredRateLimiter(RateLimiter limiter, MeterRegistry registry) {
        this.limiter = limiter;
        this.allowed = counter(registry, "allowed");
        this.denied = counter(registry, "denied");
        this.unmetered = counter(registry, "unmetered");
        this.unavailable = counter(registry, "unavailable");
    }

    @Override
    public Decision tryAcquire(Policy policy, String key, int permits) {
        var decision = limiter.tryAcquire(policy, key, permits);
        counterOf(decision).increment();
        return decision;
    }

    private Counter counterOf(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> allowed;
            case Decision.Denied _ -> denied;
            case Decision.Unmetered _ -> unmetered;
            case Decision.Unavailable _ -> unavailable;
        };
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("ratelimiter.decisions")
                .description("decisions by outcome; unmetered: let through uncounted during an outage")
                .tag("outcome", outcome)
                .register(registry);
    }
}
