package katas.ratelimiter.outage;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import katas.lab.testing.RedisHandle;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.memory.InMemoryRateLimiter;
import katas.ratelimiter.redis.RedisReplica;

/** A replica with the deadline and the guard of the service, which counts how often Redis is asked. */
final class OutageReplica implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofMillis(100);

    private final AtomicInteger asked = new AtomicInteger();
    private final RedisReplica redis;
    private final RateLimiter limiter;

    OutageReplica(RedisHandle handle) {
        var guard = new OutageGuard(CircuitBreakerRegistry.ofDefaults());
        redis = RedisReplica.of(handle, DEADLINE, guard);
        limiter = new OutageRateLimiter(
                (policy, key, permits) -> {
                    asked.incrementAndGet();
                    return redis.limiter().tryAcquire(policy, key, permits);
                },
                new InMemoryRateLimiter(InstantSource.system(), 1_000),
                redis.replicas(),
                guard);
    }

    Decision decide(Policy policy, String key) {
        return limiter.tryAcquire(policy, key, 1);
    }

    int asked() {
        return asked.get();
    }

    int replicasSeen() {
        return redis.replicas().lastSeenAlive();
    }

    @Override
    public void close() {
        redis.close();
    }
}
