package katas.ratelimiter;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.Map;
import katas.ratelimiter.fast.CoalescingRateLimiter;
import katas.ratelimiter.fast.DenyCachingRateLimiter;
import katas.ratelimiter.memory.InMemoryRateLimiter;
import katas.ratelimiter.metrics.MeteredRateLimiter;
import katas.ratelimiter.naive.CompareAndSetRateLimiter;
import katas.ratelimiter.naive.GetThenSetRateLimiter;
import katas.ratelimiter.outage.OutageGuard;
import katas.ratelimiter.outage.OutageRateLimiter;
import katas.ratelimiter.redis.RedisLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The whole chain that a call for permits goes through. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateLimiterProperties.class)
class RateLimiterConfiguration {
    private static final Logger log = LoggerFactory.getLogger(RateLimiterConfiguration.class);

    @Bean
    @Primary
    RateLimiter rateLimiter(
            BatchRateLimiter store,
            RedisLink redis,
            Changes changes,
            Replicas replicas,
            OutageGuard guard,
            InstantSource clock,
            MeterRegistry meters,
            RateLimiterProperties properties) {
        warnOfWrong(properties.variant());
        var local = new InMemoryRateLimiter(clock, properties.localKeys());
        var router = new AlgorithmRouter(
                Map.of(
                        Algorithm.NAIVE, new GetThenSetRateLimiter(redis, clock),
                        Algorithm.COMPARE_AND_SET, new CompareAndSetRateLimiter(redis, clock, properties.deadline())),
                fast(store, changes, properties));
        return new MeteredRateLimiter(new OutageRateLimiter(router, local, replicas, guard), meters);
    }

    private static RateLimiter fast(BatchRateLimiter store, Changes changes, RateLimiterProperties properties) {
        RateLimiter limiter = store;
        if (properties.fast().coalescing()) {
            limiter = new CoalescingRateLimiter(store, properties.deadline());
        }
        if (properties.fast().denyCache()) {
            limiter = new DenyCachingRateLimiter(limiter, changes, System::nanoTime);
        }
        return limiter;
    }

    @Bean
    OutageGuard outageGuard(CircuitBreakerRegistry breakers) {
        return new OutageGuard(breakers);
    }

    @Bean
    CircuitBreakerRegistry circuitBreakers() {
        return CircuitBreakerRegistry.ofDefaults();
    }

    @Bean
    MeterBinder circuitBreakerMetrics(CircuitBreakerRegistry breakers) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    private static void warnOfWrong(Algorithm variant) {
        if (variant == Algorithm.NAIVE || variant == Algorithm.COMPARE_AND_SET) {
            log.warn("not for production: wrong or slow on purpose variant={}", variant);
        }
    }
}
