package katas.ratelimiter;

import static katas.ratelimiter.Fixtures.NO_REFILL;
import static katas.ratelimiter.Fixtures.allows;
import static katas.ratelimiter.Fixtures.policy;
import static katas.ratelimiter.Fixtures.quotas;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every limiter promises a lone caller, whatever the algorithm and wherever it counts. */
public interface RateLimiterContract {
    RateLimiter limiter();

    Algorithm algorithm();

    @Test
    default void allows_a_whole_quota_and_then_denies() {
        var policy = policy(algorithm(), 3, NO_REFILL);

        assertThat(allows(limiter(), policy, "quota")).isTrue();
        assertThat(allows(limiter(), policy, "quota", 2)).isTrue();
        assertThat(allows(limiter(), policy, "quota")).isFalse();
    }

    @Test
    default void tells_what_remains() {
        var policy = policy(algorithm(), 10, NO_REFILL);

        var quota = quotas(limiter().tryAcquire(policy, "remains", 4)).getFirst();

        assertThat(quota.remaining()).isEqualTo(6);
        assertThat(quota.retryAfter()).isZero();
        assertThat(quota.resetAfter()).isPositive();
        assertThat(quota.moreAfter()).isPositive();
    }

    @Test
    default void a_denied_call_takes_nothing() {
        var policy = policy(algorithm(), 3, NO_REFILL);
        assertThat(allows(limiter(), policy, "nothing", 2)).isTrue();

        var denied = limiter().tryAcquire(policy, "nothing", 2);

        assertThat(denied).isInstanceOf(Decision.Denied.class);
        assertThat(quotas(denied).getFirst().remaining()).isEqualTo(1);
        assertThat(allows(limiter(), policy, "nothing")).isTrue();
    }

    @Test
    default void counts_each_key_alone() {
        var policy = policy(algorithm(), 1, NO_REFILL);

        assertThat(allows(limiter(), policy, "one")).isTrue();
        assertThat(allows(limiter(), policy, "other")).isTrue();
        assertThat(allows(limiter(), policy, "one")).isFalse();
    }

    @Test
    default void denies_by_the_scarcest_of_several_limits() {
        var scarce = new Limit(2, Duration.ofDays(20));
        var policy = policy(algorithm(), new Limit(5, NO_REFILL), scarce);
        assertThat(allows(limiter(), policy, "several", 2)).isTrue();

        var decision = limiter().tryAcquire(policy, "several", 1);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.violated()).containsExactly(scarce));
    }
}
