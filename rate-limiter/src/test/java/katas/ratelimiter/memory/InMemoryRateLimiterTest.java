package katas.ratelimiter.memory;

import static katas.ratelimiter.Fixtures.allows;
import static katas.ratelimiter.Fixtures.policy;
import static katas.ratelimiter.Fixtures.quotas;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import katas.lab.testing.MutableClock;
import katas.lab.testing.Seeds;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Limit;
import katas.ratelimiter.SharedRateLimiterContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(
        mode = EnumSource.Mode.EXCLUDE,
        names = {"NAIVE", "COMPARE_AND_SET"})
class InMemoryRateLimiterTest implements SharedRateLimiterContract {
    /** Divides evenly by 1 to 10, so that no algorithm has to round. */
    private static final Duration WINDOW = Duration.ofMinutes(42);

    private final Algorithm algorithm;
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:12Z"));
    private final InMemoryRateLimiter limiter = new InMemoryRateLimiter(clock, 1_000);

    InMemoryRateLimiterTest(Algorithm algorithm) {
        this.algorithm = algorithm;
    }

    @Override
    public InMemoryRateLimiter limiter() {
        return limiter;
    }

    @Override
    public Algorithm algorithm() {
        return algorithm;
    }

    @Test
    void denies_until_the_announced_wait_has_passed_and_not_a_microsecond_longer() {
        var random = new Random(Seeds.next());
        for (int history = 0; history < 200; history++) {
            var policy = policy(algorithm, 1 + random.nextInt(20), Duration.ofSeconds(1 + random.nextInt(90)));
            var key = "history " + history;
            for (int call = 0; call < 50; call++) {
                int permits = 1 + random.nextInt(policy.capacity());
                if (limiter.tryAcquire(policy, key, permits) instanceof Decision.Denied denied) {
                    clock.advance(denied.retryAfter().minusNanos(1_000));
                    assertThat(allows(limiter, policy, key, permits)).isFalse();
                    clock.advance(Duration.ofNanos(1_000));
                    assertThat(allows(limiter, policy, key, permits)).isTrue();
                }
                clock.advance(Duration.ofMillis(random.nextInt(5_000)));
            }
        }
    }

    @Test
    void holds_one_permit_more_after_the_announced_wait() {
        var policy = policy(algorithm, 7, WINDOW);
        var quota = quotas(limiter.tryAcquire(policy, "more", 3)).getFirst();

        clock.advance(quota.moreAfter());

        assertThat(allows(limiter, policy, "more", quota.remaining() + 1)).isTrue();
    }

    @Test
    void is_as_new_when_the_announced_reset_has_passed() {
        var policy = policy(algorithm, 7, WINDOW);
        var quota = quotas(limiter.tryAcquire(policy, "new", 5)).getFirst();

        clock.advance(quota.resetAfter());

        assertThat(allows(limiter, policy, "new", 7)).isTrue();
    }

    @Test
    void a_clock_that_steps_back_makes_no_permit_negative_none_too_many_and_no_wait_longer_than_a_window() {
        var random = new Random(Seeds.next());
        for (int history = 0; history < 500; history++) {
            var limit = new Limit(1 + random.nextInt(10), WINDOW);
            var policy = policy(algorithm, limit);
            var key = "back " + history;
            for (int call = 0; call < 1 + random.nextInt(12); call++) {
                limiter.tryAcquire(policy, key, 1 + random.nextInt(policy.capacity()));
                clock.advance(Duration.ofSeconds(random.nextInt(1_000)));
            }
            clock.advance(Duration.ofHours(-5 - random.nextInt(5)));

            var decision = limiter.tryAcquire(policy, key, policy.capacity());

            var quota = quotas(decision).getFirst();
            assertThat(quota.remaining()).isBetween(0, policy.capacity());
            assertThat(quota.retryAfter()).isBetween(Duration.ZERO, WINDOW);
            clock.advance(WINDOW);
            assertThat(decision instanceof Decision.Allowed || allows(limiter, policy, key, policy.capacity()))
                    .isTrue();
            clock.advance(Duration.ofDays(1));
        }
    }

    @Test
    void forgets_the_key_that_was_idle_longest_beyond_its_bound() {
        var small = new InMemoryRateLimiter(clock, 2);
        var policy = policy(algorithm, 1, WINDOW);
        assertThat(allows(small, policy, "a")).isTrue();
        assertThat(allows(small, policy, "b")).isTrue();
        assertThat(allows(small, policy, "a")).isFalse();

        assertThat(allows(small, policy, "c")).isTrue();

        assertThat(allows(small, policy, "a")).isFalse();
        assertThat(allows(small, policy, "b")).isTrue();
    }
}
