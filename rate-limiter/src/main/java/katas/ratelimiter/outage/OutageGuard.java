package katas.ratelimiter.outage;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import katas.ratelimiter.StoreUnavailable;
import katas.ratelimiter.StoreWatch;

/**
 * Opens after a few calls that the store did not answer, and then lets none wait for it.
 *
 * <p>Unlike a plain circuit breaker it never sends a caller to find out whether the store is back: the pulse does that.
 */
public final class OutageGuard implements StoreWatch {
    private static final int CALLS_WATCHED = 10;
    private static final int CALLS_NEEDED = 5;
    private static final float FAILING_PERCENT = 50;
    private static final Duration UNTIL_THE_PULSE_CLOSES_IT = Duration.ofDays(1);

    private final CircuitBreaker breaker;
    private volatile boolean failedBefore;

    /** @param breakers where the breaker of the name {@code redis} is kept */
    public OutageGuard(CircuitBreakerRegistry breakers) {
        breaker = breakers.circuitBreaker(
                "redis",
                CircuitBreakerConfig.custom()
                        .slidingWindow(CALLS_WATCHED, CALLS_NEEDED, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(FAILING_PERCENT)
                        .waitDurationInOpenState(UNTIL_THE_PULSE_CLOSES_IT)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    boolean mayAsk() {
        return breaker.tryAcquirePermission();
    }

    void answered(long nanos) {
        breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(long nanos, StoreUnavailable why) {
        breaker.onError(nanos, TimeUnit.NANOSECONDS, why);
    }

    @Override
    public void storeAnswered() {
        // fewer failures than open it are forgotten, too: else the next answers would, by making them enough to judge
        if (failedBefore || breaker.getState() != CircuitBreaker.State.CLOSED) {
            breaker.reset();
        }
        failedBefore = false;
    }

    @Override
    public void storeFailed(StoreUnavailable why) {
        failedBefore = true;
        if (mayAsk()) {
            failed(0, why);
        }
    }
}
