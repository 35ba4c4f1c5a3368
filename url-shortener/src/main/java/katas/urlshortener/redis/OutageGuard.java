package katas.urlshortener.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import katas.urlshortener.StoreUnavailable;

/**
 * Opens after a few questions that waited for Redis in vain, and then lets nobody wait for it.
 *
 * <p>Unlike a plain circuit breaker it never sends a caller to find out whether Redis is back: {@link #answered} tells.
 */
final class OutageGuard {
    private static final int CALLS_WATCHED = 10;
    private static final int CALLS_NEEDED = 5;
    private static final float FAILING_PERCENT = 50;
    private static final Duration UNTIL_SOMEBODY_CLOSES_IT = Duration.ofDays(1);

    private final CircuitBreaker breaker;

    /** @param breakers where the breaker of the name {@code redis} is kept */
    OutageGuard(CircuitBreakerRegistry breakers) {
        breaker = breakers.circuitBreaker(
                "redis",
                CircuitBreakerConfig.custom()
                        .slidingWindow(CALLS_WATCHED, CALLS_NEEDED, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(FAILING_PERCENT)
                        .waitDurationInOpenState(UNTIL_SOMEBODY_CLOSES_IT)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    /**
     * Asks, unless that is known to be in vain.
     *
     * @param deadline how long the question waits, for the message
     * @throws StoreUnavailable if there is no good answer
     */
    <T> T asking(Supplier<T> question, Duration deadline) {
        if (!breaker.tryAcquirePermission()) {
            throw unanswered();
        }
        long begin = System.nanoTime();
        try {
            var answer = question.get();
            breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
            return answer;
        } catch (RedisCommandTimeoutException e) {
            breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, e);
            throw new StoreUnavailable("Redis did not answer within " + deadline, e);
        } catch (RedisCommandExecutionException e) {
            // an answer, if not a good one
            breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
            throw new StoreUnavailable("Redis refused: " + e.getMessage(), e);
        } catch (RedisException e) {
            // without a connection nobody waits, so there is nothing to spare anybody
            breaker.releasePermission();
            throw new StoreUnavailable("Redis could not be asked: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            breaker.releasePermission();
            throw e;
        }
    }

    /**
     * Asks, unless that is known to be in vain; what comes of it tells nobody else anything about Redis, for whoever asks
     * is impatient.
     *
     * @throws StoreUnavailable if there is no good answer
     */
    <T> T glancing(Supplier<T> question) {
        if (isOpen()) {
            throw unanswered();
        }
        try {
            return question.get();
        } catch (RedisException e) {
            throw new StoreUnavailable("Redis could not be glanced at: " + e.getMessage(), e);
        }
    }

    /** Tells whether it is known to be in vain to ask. */
    boolean isOpen() {
        return breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /** Redis has let somebody wait who looked after it. */
    void silent() {
        if (breaker.getState() == CircuitBreaker.State.CLOSED) {
            breaker.transitionToOpenState();
        }
    }

    /** Redis has answered to somebody who looked after it. */
    void answered() {
        if (breaker.getState() != CircuitBreaker.State.CLOSED) {
            breaker.transitionToClosedState();
        }
    }

    private static StoreUnavailable unanswered() {
        return new StoreUnavailable("Redis has not answered lately", null);
    }
}
