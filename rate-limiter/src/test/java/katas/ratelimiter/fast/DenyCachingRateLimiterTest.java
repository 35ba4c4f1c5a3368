package katas.ratelimiter.fast;

import static katas.ratelimiter.Fixtures.allows;
import static katas.ratelimiter.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import katas.lab.testing.MutableClock;
import katas.lab.testing.Seeds;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.memory.InMemoryRateLimiter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenyCachingRateLimiterTest {
    private static final Policy ONE_A_MINUTE = policy(Algorithm.TOKEN_BUCKET, 1, Duration.ofMinutes(1));

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final FakeChanges changes = new FakeChanges();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_denied_key_is_not_asked_for_again_until_the_announced_time() {
        var limiter = caching(counting(new InMemoryRateLimiter(clock, 10)));
        assertThat(allows(limiter, ONE_A_MINUTE, "key")).isTrue();
        assertThat(allows(limiter, ONE_A_MINUTE, "key")).isFalse();

        clock.advance(Duration.ofSeconds(59));
        assertThat(allows(limiter, ONE_A_MINUTE, "key")).isFalse();
        assertThat(asked).hasValue(2);

        clock.advance(Duration.ofSeconds(1));
        assertThat(allows(limiter, ONE_A_MINUTE, "key")).isTrue();
        assertThat(asked).hasValue(3);
    }

    @Test
    void a_remembered_denial_tells_the_wait_that_is_left() {
        var limiter = caching(new InMemoryRateLimiter(clock, 10));
        limiter.tryAcquire(ONE_A_MINUTE, "key", 1);
        limiter.tryAcquire(ONE_A_MINUTE, "key", 1);

        clock.advance(Duration.ofSeconds(20));

        assertThat(limiter.tryAcquire(ONE_A_MINUTE, "key", 1))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.retryAfter()).isEqualTo(Duration.ofSeconds(40)));
    }

    @Test
    void a_change_voids_what_was_learnt_before_it() {
        var limiter = caching(counting(new InMemoryRateLimiter(clock, 10)));
        limiter.tryAcquire(ONE_A_MINUTE, "key", 1);
        limiter.tryAcquire(ONE_A_MINUTE, "key", 1);

        changes.happen();
        limiter.tryAcquire(ONE_A_MINUTE, "key", 1);

        assertThat(asked).hasValue(3);
    }

    @Test
    void a_change_while_the_store_was_asked_voids_its_answer() {
        RateLimiter changedMeanwhile = (policy, key, permits) -> {
            var decision = denied(policy);
            changes.happen();
            return decision;
        };
        var limiter = caching(counting(changedMeanwhile));

        limiter.tryAcquire(ONE_A_MINUTE, "key", 1);
        limiter.tryAcquire(ONE_A_MINUTE, "key", 1);

        assertThat(asked).hasValue(2);
    }

    @Test
    void nothing_is_denied_from_memory_while_news_of_changes_is_old() {
        var limiter = caching(counting(new InMemoryRateLimiter(clock, 10)));
        limiter.tryAcquire(ONE_A_MINUTE, "key", 1);
        limiter.tryAcquire(ONE_A_MINUTE, "key", 1);

        changes.getOld();
        limiter.tryAcquire(ONE_A_MINUTE, "key", 1);

        assertThat(asked).hasValue(3);
    }

    @Test
    void of_any_number_of_denials_the_last_50_000_are_remembered_and_never_more_than_100_000() {
        var limiter = caching(counting((policy, _, _) -> denied(policy)));
        int keys = 5 * DenyCachingRateLimiter.GENERATION / 2;

        for (int key = 0; key < keys; key++) {
            limiter.tryAcquire(ONE_A_MINUTE, "key " + key, 1);
            assertThat(limiter.remembered()).isLessThanOrEqualTo(100_000);
        }
        for (int key = keys - DenyCachingRateLimiter.GENERATION; key < keys; key++) {
            limiter.tryAcquire(ONE_A_MINUTE, "key " + key, 1);
        }

        assertThat(asked).hasValue(keys);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NAIVE", "COMPARE_AND_SET"})
    void decides_like_the_limiter_behind_it_on_a_random_history(Algorithm algorithm) {
        var random = new Random(Seeds.next());
        var policy = policy(algorithm, 5, Duration.ofSeconds(10));
        var plain = new InMemoryRateLimiter(clock, 100);
        var cached = caching(counting(new InMemoryRateLimiter(clock, 100)));

        for (int call = 0; call < 20_000; call++) {
            var key = "key " + random.nextInt(5);
            int permits = 1 + random.nextInt(5);

            assertThat(allows(cached, policy, key, permits))
                    .as("call %d", call)
                    .isEqualTo(allows(plain, policy, key, permits));
            clock.advance(Duration.ofMillis(random.nextInt(300)));
        }
        assertThat(asked).hasValueLessThan(20_000);
    }

    private DenyCachingRateLimiter caching(RateLimiter store) {
        return new DenyCachingRateLimiter(store, changes, () -> clock.micros() * 1_000);
    }

    private RateLimiter counting(RateLimiter store) {
        return (policy, key, permits) -> {
            asked.incrementAndGet();
            return store.tryAcquire(policy, key, permits);
        };
    }

    private static Decision denied(Policy policy) {
        var wait = Duration.ofMinutes(1);
        return new Decision.Denied(List.of(new Quota(policy.limits().getFirst(), 0, wait, wait, wait)));
    }
}
