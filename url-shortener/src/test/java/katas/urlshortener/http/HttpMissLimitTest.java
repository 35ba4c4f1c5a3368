package katas.urlshortener.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import katas.urlshortener.UrlShortenerProperties.Misses;
import katas.urlshortener.code.CodeKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMissLimitTest {
    private static final CodeKey SECRET = CodeKey.parse("000102030405060708090a0b0c0d0e0f");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final FakeLimiter limiter = new FakeLimiter();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
    private final CircuitBreaker breaker = CircuitBreaker.of("test", HttpConfiguration.breakerSettings());
    private HttpMissLimit misses = asking(LONG);

    private HttpMissLimit asking(Duration deadline) {
        return new HttpMissLimit(
                new DecisionClient(limiter.url(), new Misses(limiter.url(), "a-key", "a-policy", deadline)),
                new SourceNames(SECRET),
                breaker,
                nanoTime::get);
    }

    @AfterEach
    void close() {
        misses.close();
        limiter.close();
    }

    @Test
    void asks_for_a_permit_for_each_miss_without_telling_whose_it_is() {
        assertThat(misses.missed("192.0.2.1")).isZero();

        assertThat(limiter.asked)
                .containsExactly("POST Bearer a-key {\"policy\":\"a-policy\",\"key\":\""
                        + new SourceNames(SECRET).of("192.0.2.1") + "\"}");
        assertThat(limiter.asked.getFirst()).doesNotContain("192.0.2.1");
    }

    @Test
    void a_denied_source_waits_as_long_as_it_was_told_and_nobody_is_asked_meanwhile() {
        assertThat(misses.wait("192.0.2.1")).isZero();
        limiter.status = 429;

        assertThat(misses.missed("192.0.2.1")).isEqualTo(Duration.ofSeconds(7));
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(6));
        assertThat(misses.wait("192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
        assertThat(misses.wait("192.0.2.2")).isZero();
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(misses.wait("192.0.2.1")).isZero();
        assertThat(limiter.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 22 Nov 2026 07:00:00 GMT", "-5", "soon", "9999999999999999999"})
    void who_is_denied_until_nobody_can_tell_waits_for_a_second(String retryAfter) {
        limiter.status = 429;
        limiter.retryAfter = retryAfter;

        assertThat(misses.missed("192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 404, 500, 503})
    void an_answer_that_is_no_decision_limits_nobody(int status) {
        limiter.status = status;

        assertThat(misses.missed("192.0.2.1")).isZero();
        assertThat(misses.wait("192.0.2.1")).isZero();
    }

    @Test
    void a_limiter_that_does_not_answer_is_waited_for_a_few_times_and_then_not_at_all() {
        // the first call of all takes its time, and might not arrive within so short a deadline
        misses.missed("192.0.2.1");
        limiter.asked.clear();
        misses.close();
        misses = asking(SHORT);
        limiter.silent = true;

        for (int i = 0; i < 20; i++) {
            assertThat(misses.missed("192.0.2.1")).isZero();
        }

        assertThat(limiter.asked).hasSizeBetween(1, 5);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void a_limiter_that_is_back_is_asked_again() {
        limiter.status = 500;
        for (int i = 0; i < 5; i++) {
            misses.missed("192.0.2.1");
        }
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        limiter.status = 429;

        // as after its pause
        breaker.transitionToHalfOpenState();

        assertThat(misses.missed("192.0.2.1")).isEqualTo(Duration.ofSeconds(7));
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void a_limiter_that_is_not_there_limits_nobody() {
        limiter.close();

        assertThat(misses.missed("192.0.2.1")).isZero();
    }

    @Test
    void who_was_denied_waits_on_while_the_limiter_is_away() {
        limiter.status = 429;
        misses.missed("192.0.2.1");
        limiter.close();

        misses.missed("192.0.2.2");

        assertThat(misses.wait("192.0.2.1")).isEqualTo(Duration.ofSeconds(7));
    }
}
