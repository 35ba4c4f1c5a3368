package katas.urlshortener.http;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import katas.urlshortener.MissLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has another service count the misses of each source, and remembers for how long it said no.
 *
 * <p>Only a miss waits for that service, and not long; when it does not answer nobody is limited, and after a few misses
 * nobody waits for it.
 */
final class HttpMissLimit implements MissLimit, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpMissLimit.class);

    private final DecisionClient limiter;
    private final SourceNames names;
    private final Waits waits;
    private final CircuitBreaker breaker;

    HttpMissLimit(DecisionClient limiter, SourceNames names, CircuitBreaker breaker, LongSupplier nanoTime) {
        this.limiter = limiter;
        this.names = names;
        this.waits = new Waits(nanoTime);
        this.breaker = breaker;
        breaker.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "rate limiter breaker={}", event.getStateTransition().getToState()));
    }

    @Override
    public Duration wait(String source) {
        return waits.isEmpty() ? Duration.ZERO : waits.left(names.of(source));
    }

    @Override
    public Duration missed(String source) {
        if (!breaker.tryAcquirePermission()) {
            return Duration.ZERO;
        }
        long start = System.nanoTime();
        try {
            var name = names.of(source);
            var wait = limiter.ask(name);
            breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return wait.isZero() ? wait : waits.begin(name, wait);
        } catch (DecisionClient.NoDecision | RuntimeException e) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, e);
            log.debug("rate limiter did not decide reason={}", e.toString());
            return Duration.ZERO;
        }
    }

    @Override
    public void close() {
        limiter.close();
    }
}
