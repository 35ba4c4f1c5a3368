package katas.ratelimiter.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static katas.ratelimiter.Fixtures.NO_REFILL;
import static katas.ratelimiter.Fixtures.allows;
import static katas.ratelimiter.Fixtures.nameOf;
import static katas.ratelimiter.Fixtures.policy;
import static katas.ratelimiter.Fixtures.quotas;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.util.Arrays;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.TradeOffs;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Limit;
import katas.ratelimiter.Quota;
import katas.ratelimiter.SharedRateLimiterContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Lab(Needs.REDIS)
@ParameterizedClass
@EnumSource(
        mode = EnumSource.Mode.EXCLUDE,
        names = {"NAIVE", "COMPARE_AND_SET"})
class RedisRateLimiterIT implements SharedRateLimiterContract {
    private static @Nullable RedisReplica replica;

    private final Algorithm algorithm;

    RedisRateLimiterIT(Algorithm algorithm) {
        this.algorithm = algorithm;
    }

    @BeforeAll
    static void start(RedisHandle redis) {
        replica = RedisReplica.of(redis);
    }

    @AfterAll
    static void stop() {
        replica().close();
    }

    @Override
    public RedisRateLimiter limiter() {
        return replica().limiter();
    }

    @Override
    public Algorithm algorithm() {
        return algorithm;
    }

    @Test
    void calls_redis_once_a_decision_however_many_limits() {
        var policy = policy(algorithm, new Limit(100, NO_REFILL), new Limit(50, Duration.ofDays(1)));
        limiter().tryAcquire(policy, "warm", 1);

        var scripts = CommandCount.of(replica().link(), "evalsha");
        long before = scripts.now();

        long commands = replica().commandsDuring(() -> {
            for (int call = 0; call < 100; call++) {
                limiter().tryAcquire(policy, "once", 1);
            }
        });

        assertThat(commands).isEqualTo(100);
        // others that share this Redis may send some too
        assertThat(scripts.now() - before).isGreaterThanOrEqualTo(100);
    }

    @Test
    void keeps_all_limits_of_a_caller_in_one_hash_slot() {
        var policy = policy(algorithm, new Limit(100, NO_REFILL), new Limit(50, Duration.ofDays(1)));

        var slots = Arrays.stream(RedisKeys.of(policy).of("{odd} key}")).map(SlotHash::getSlot);

        assertThat(slots.distinct()).hasSize(1);
    }

    @Test
    void a_flushed_script_cache_is_invisible() {
        var policy = policy(algorithm, 2, NO_REFILL);
        assertThat(allows(limiter(), policy, "flush")).isTrue();

        replica().link().call(commands -> commands.scriptFlush());

        assertThat(allows(limiter(), policy, "flush")).isTrue();
        assertThat(allows(limiter(), policy, "flush")).isFalse();
    }

    @Test
    void looks_without_spending() {
        var policy = policy(algorithm, 10, NO_REFILL);
        limiter().tryAcquire(policy, "look", 3);

        limiter().quotas(policy, "look");

        assertThat(limiter().quotas(policy, "look"))
                .extracting(Quota::remaining)
                .containsExactly(7);
        assertThat(limiter().quotas(policy, "never seen"))
                .containsExactly(
                        new Quota(policy.limits().getFirst(), 10, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void a_reset_gives_the_whole_quota_back() {
        var policy = policy(algorithm, 2, NO_REFILL);
        limiter().tryAcquire(policy, "reset", 2);

        limiter().reset(policy, "reset");

        assertThat(allows(limiter(), policy, "reset", 2)).isTrue();
    }

    @Test
    void needs_at_most_200_bytes_for_a_key_unless_it_remembers_every_permit() {
        var policy = policy(algorithm, 100, NO_REFILL);
        for (int call = 0; call < 100; call++) {
            limiter().tryAcquire(policy, "memory", 1);
        }

        long bytes = replica()
                .link()
                .call(commands -> commands.memoryUsage(RedisKeys.of(policy).of("memory")[0]));

        TradeOffs.record("bytes a key after 100 permits", nameOf(algorithm), bytes);
        if (algorithm == Algorithm.SLIDING_WINDOW_LOG) {
            assertThat(bytes).isBetween(500L, 100 * 20L);
        } else {
            assertThat(bytes).isLessThanOrEqualTo(200);
        }
    }

    @Test
    void a_key_lives_at_least_a_second_however_fast_it_refills() {
        var policy = policy(algorithm, 1_000, Duration.ofSeconds(1));

        // again if so much of that second has passed already
        await().atMost(30, SECONDS).untilAsserted(() -> {
            limiter().tryAcquire(policy, "short", 1);
            long ttlMillis = replica()
                    .link()
                    .call(commands -> commands.pttl(RedisKeys.of(policy).of("short")[0]));
            assertThat(ttlMillis).isBetween(500L, 2_001L);
        });
    }

    @Test
    void a_key_that_outlives_its_use_holds_no_more_than_the_limit() {
        var policy = policy(algorithm, new Limit(1_000, Duration.ofSeconds(1)));
        limiter().tryAcquire(policy, "full", 1);

        // refilled within a millisecond or a window, remembered for a second at least
        for (int look = 0; look < 200; look++) {
            assertThat(limiter().quotas(policy, "full"))
                    .extracting(Quota::remaining)
                    .allMatch(left -> left <= 1_000);
        }
    }

    @Test
    void state_from_a_faster_clock_still_counts_and_gives_no_negative_permit_and_no_wait_longer_than_a_window() {
        var window = Duration.ofMinutes(42);
        var policy = policy(algorithm, 6, window);
        limiter().tryAcquire(policy, "ahead", 4);
        Ahead.moveOn(replica().link(), algorithm, RedisKeys.of(policy).of("ahead")[0], Duration.ofHours(1));

        var decision = limiter().tryAcquire(policy, "ahead", 6);

        assertThat(decision).isInstanceOf(Decision.Denied.class);
        var quota = quotas(decision).getFirst();
        assertThat(quota.remaining()).isBetween(0, 6);
        assertThat(quota.retryAfter()).isBetween(Duration.ZERO, window);
        assertThat(quota.resetAfter()).isLessThanOrEqualTo(window.multipliedBy(2));
    }

    private static RedisReplica replica() {
        if (replica == null) {
            throw new IllegalStateException("not started");
        }
        return replica;
    }
}
