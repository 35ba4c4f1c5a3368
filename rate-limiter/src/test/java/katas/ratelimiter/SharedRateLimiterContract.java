package katas.ratelimiter;

import static katas.ratelimiter.Fixtures.NO_REFILL;
import static katas.ratelimiter.Fixtures.allows;
import static katas.ratelimiter.Fixtures.policy;
import static katas.ratelimiter.Fixtures.quotas;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the limiters promise besides that are not wrong on purpose. */
public interface SharedRateLimiterContract extends RateLimiterContract {
    @Override
    BatchRateLimiter limiter();

    @Test
    default void a_denial_by_one_limit_consumes_from_none() {
        var scarce = new Limit(1, Duration.ofDays(20));
        var ample = new Limit(5, NO_REFILL);
        var policy = policy(algorithm(), ample, scarce);
        assertThat(allows(limiter(), policy, "none")).isTrue();

        var denied = limiter().tryAcquire(policy, "none", 1);

        assertThat(quotas(denied)).extracting(Quota::remaining).containsExactly(4, 0);
    }

    @Test
    default void decides_a_batch_in_its_order() {
        var policy = policy(algorithm(), 5, NO_REFILL);

        var decisions = limiter().tryAcquire(policy, "batch", List.of(3, 3, 2, 1));

        assertThat(decisions)
                .extracting(Object::getClass)
                .containsExactly(
                        Decision.Allowed.class, Decision.Denied.class, Decision.Allowed.class, Decision.Denied.class);
    }

    @Test
    default void starts_anew_when_the_limit_changes() {
        var before = policy(algorithm(), 1, NO_REFILL);
        var after = policy(algorithm(), 2, NO_REFILL);
        assertThat(allows(limiter(), before, "changed")).isTrue();

        assertThat(allows(limiter(), after, "changed", 2)).isTrue();
        assertThat(allows(limiter(), before, "changed")).isFalse();
    }
}
