package katas.ratelimiter.outage;

import static katas.ratelimiter.Fixtures.NO_REFILL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.InstantSource;
import java.util.List;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.Policy;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.StoreUnavailable;
import katas.ratelimiter.memory.InMemoryRateLimiter;
import org.junit.jupiter.api.Test;

class OutageRateLimiterTest {
    private final StoreUnavailable gone = new StoreUnavailable("gone", null);

    private final OutageGuard guard = new OutageGuard(CircuitBreakerRegistry.ofDefaults());
    private final InMemoryRateLimiter local = new InMemoryRateLimiter(InstantSource.system(), 10);
    private final RateLimiter lost = (_, _, _) -> {
        throw gone;
    };

    @Test
    void a_share_is_the_limit_divided_by_the_replicas_and_rounded_down() {
        var limiter = new OutageRateLimiter(lost, local, () -> 3, guard);
        var policy = policy(OnOutage.LOCAL, 10);

        var decisions = List.of(
                limiter.tryAcquire(policy, "key", 1),
                limiter.tryAcquire(policy, "key", 1),
                limiter.tryAcquire(policy, "key", 1),
                limiter.tryAcquire(policy, "key", 1));

        assertThat(decisions.subList(0, 3)).allMatch(decision -> decision instanceof Decision.Allowed);
        assertThat(decisions.getLast()).isInstanceOf(Decision.Denied.class);
        assertThat(decisions.getFirst())
                .isInstanceOfSatisfying(
                        Decision.Allowed.class,
                        allowed -> assertThat(allowed.quotas().getFirst().remaining())
                                .isEqualTo(2));
    }

    @Test
    void more_permits_than_a_share_can_ever_hold_are_not_available_rather_than_denied_for_ever() {
        var limiter = new OutageRateLimiter(lost, local, () -> 3, guard);

        assertThat(limiter.tryAcquire(policy(OnOutage.LOCAL, 10), "key", 4)).isInstanceOf(Decision.Unavailable.class);
    }

    @Test
    void the_pulse_opens_the_breaker_though_nobody_calls_and_closes_it_at_the_first_answer() {
        assertThat(guard.mayAsk()).isTrue();

        for (int beat = 0; beat < 5; beat++) {
            guard.storeFailed(gone);
        }
        assertThat(guard.mayAsk()).isFalse();

        guard.storeAnswered();
        assertThat(guard.mayAsk()).isTrue();
    }

    @Test
    void what_failed_before_the_pulse_was_answered_does_not_count_against_what_succeeds_after_it() {
        for (int beat = 0; beat < 3; beat++) {
            guard.storeFailed(gone);
        }

        guard.storeAnswered();
        guard.answered(1);
        guard.answered(1);

        assertThat(guard.mayAsk()).isTrue();
    }

    @Test
    void one_late_answer_does_not_open_the_breaker() {
        for (int call = 0; call < 5; call++) {
            guard.answered(1);
        }

        guard.failed(1, gone);

        assertThat(guard.mayAsk()).isTrue();
    }

    private static Policy policy(OnOutage onOutage, int permits) {
        return new Policy("outage", Algorithm.TOKEN_BUCKET, List.of(new Limit(permits, NO_REFILL)), onOutage);
    }
}
