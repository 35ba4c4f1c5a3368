package katas.urlshortener.http;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Duration;
import katas.urlshortener.MissLimit;
import katas.urlshortener.UrlShortenerProperties;
import katas.urlshortener.UrlShortenerProperties.Misses;
import katas.urlshortener.code.CodeKey;
import katas.urlshortener.code.CodeKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is asked about those who try codes. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
    private static final int CALLS_WATCHED = 10;
    private static final int CALLS_NEEDED = 5;
    private static final float FAILING_PERCENT = 50;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Bean
    MissLimit missLimit(UrlShortenerProperties properties, CodeKeys keys, CircuitBreakerRegistry breakers) {
        var url = properties.misses().url();
        return url == null ? new NoMissLimit() : asking(url, properties.misses(), keys.first(), breakers);
    }

    private static MissLimit asking(URI url, Misses settings, CodeKey secret, CircuitBreakerRegistry breakers) {
        var breaker = breakers.circuitBreaker("rate-limiter", breakerSettings());
        return new HttpMissLimit(new DecisionClient(url, settings), new SourceNames(secret), breaker, System::nanoTime);
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
