package katas.shopping.http;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import katas.shopping.OnRole;
import katas.shopping.Role;
import katas.shopping.ShoppingCartProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the payment provider is asked. */
@Configuration(proxyBeanMethods = false)
@OnRole(Role.PAYMENT)
class HttpConfiguration {
    private static final int CALLS_WATCHED = 10;
    private static final int CALLS_NEEDED = 5;
    private static final float FAILING_PERCENT = 50;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    CircuitBreakerRegistry circuitBreakers() {
        return CircuitBreakerRegistry.of(breakerSettings());
    }

    @Bean
    HttpPaymentProvider paymentProvider(ShoppingCartProperties properties, CircuitBreakerRegistry breakers) {
        var settings = properties.provider();
        return new HttpPaymentProvider(
                new ProviderClient(settings.url(), settings.deadline()), breakers.circuitBreaker("payment-provider"));
    }

    static CircuitBreakerConfig breakerSettings() {
        return CircuitBreakerConfig.custom()
                .slidingWindow(CALLS_WATCHED, CALLS_NEEDED, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(FAILING_PERCENT)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(1)
                .writableStackTraceEnabled(false)
                .build();
    }

    @Bean
    MeterBinder circuitBreakerMetrics(CircuitBreakerRegistry breakers) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers);
    }
}
