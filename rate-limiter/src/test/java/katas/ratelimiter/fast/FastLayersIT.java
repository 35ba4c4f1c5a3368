package katas.ratelimiter.fast;

import static io.lettuce.core.AclSetuserArgs.Builder.addCommand;
import static io.lettuce.core.AclSetuserArgs.Builder.removeCommand;
import static java.util.concurrent.TimeUnit.SECONDS;
import static katas.ratelimiter.Fixtures.NO_REFILL;
import static katas.ratelimiter.Fixtures.allows;
import static katas.ratelimiter.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.TradeOffs;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.StoreUnavailable;
import katas.ratelimiter.UsualWait;
import katas.ratelimiter.redis.CommandCount;
import katas.ratelimiter.redis.RedisReplica;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class FastLayersIT {
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final int CALLS = 2_000;

    @Test
    void coalescing_admits_exactly_the_limit_with_a_fraction_of_the_trips(RedisHandle redis) {
        var policy = policy(Algorithm.TOKEN_BUCKET, 100, NO_REFILL);
        try (var replica = RedisReplica.of(redis)) {
            var limiter = new CoalescingRateLimiter(replica.limiter(), PATIENT);
            allows(limiter, policy, "warm");

            long trips = replica.commandsDuring(
                    () -> assertThat(admitted(limiter, "hot", 256)).isEqualTo(100));
            long plain = replica.commandsDuring(
                    () -> assertThat(admitted(replica.limiter(), "plain", 256)).isEqualTo(100));

            TradeOffs.record("trips to Redis for 2,000 calls on one key, 256 at once", "coalescing", trips);
            TradeOffs.record("trips to Redis for 2,000 calls on one key, 256 at once", "plain", plain);
            assertThat(plain).isEqualTo(CALLS);
            assertThat(trips).isLessThan(CALLS / 4);
            assertThat(allows(limiter, policy, "cold")).isTrue();
        }
    }

    @Test
    void a_denied_key_costs_no_trip_until_it_may_pass(RedisHandle redis) {
        var policy = policy(Algorithm.TOKEN_BUCKET, 1, NO_REFILL);
        try (var replica = RedisReplica.of(redis)) {
            var limiter = denyCaching(replica);
            await().atMost(30, SECONDS).until(() -> replica.changes().current());
            assertThat(allows(limiter, policy, "denied")).isTrue();
            assertThat(allows(limiter, policy, "denied")).isFalse();

            long trips = CommandCount.of(replica.link(), "evalsha").during(() -> {
                for (int call = 0; call < CALLS; call++) {
                    assertThat(allows(limiter, policy, "denied")).isFalse();
                }
            });

            // the pulse asks on
            assertThat(trips).isLessThan(CALLS / 20);
        }
    }

    @Test
    void a_reset_on_one_replica_empties_the_deny_caches_of_all_within_a_second(RedisHandle redis) {
        var policy = policy(Algorithm.TOKEN_BUCKET, 1, NO_REFILL);
        try (var one = RedisReplica.of(redis);
                var other = RedisReplica.of(redis)) {
            var limiter = denyCaching(other);
            var untilEmpty = UsualWait.until(time -> {
                var key = "reset " + time;
                assertThat(allows(limiter, policy, key)).isTrue();
                assertThat(allows(limiter, policy, key)).isFalse();

                one.limiter().reset(policy, key);

                return () -> allows(limiter, policy, key);
            });

            assertThat(untilEmpty).isLessThanOrEqualTo(A_SECOND);
        }
    }

    @Test
    void a_reset_that_breaks_off_half_way_leaves_no_denial_from_before_it(RedisHandle redis) {
        var policy = policy(Algorithm.TOKEN_BUCKET, 1, NO_REFILL);
        try (var one = RedisReplica.of(redis);
                var other = RedisReplica.of(redis)) {
            var limiter = denyCaching(other);
            var untilVoid = UsualWait.until(time -> {
                var key = "half-way " + time;
                assertThat(allows(limiter, policy, key)).isTrue();
                assertThat(allows(limiter, policy, key)).isFalse();
                long before = other.changes().version();

                one.link().call(commands -> commands.aclSetuser("default", removeCommand(CommandType.DEL)));
                try {
                    assertThatExceptionOfType(StoreUnavailable.class)
                            .isThrownBy(() -> one.limiter().reset(policy, key));
                } finally {
                    one.link().call(commands -> commands.aclSetuser("default", addCommand(CommandType.DEL)));
                }

                return () -> other.changes().version() > before;
            });

            assertThat(untilVoid).isLessThanOrEqualTo(A_SECOND);
        }
    }

    @Test
    void a_redis_that_lost_its_data_voids_what_was_denied_before(RedisHandle redis) {
        var policy = policy(Algorithm.TOKEN_BUCKET, 1, NO_REFILL);
        // as new as it will be after the loss: a count that begins again would be one that was seen
        redis.flush();
        try (var replica = RedisReplica.of(redis)) {
            var limiter = denyCaching(replica);
            var untilVoid = UsualWait.until(time -> {
                var key = "lost " + time;
                assertThat(allows(limiter, policy, key)).isTrue();
                assertThat(allows(limiter, policy, key)).isFalse();

                redis.flush();

                return () -> allows(limiter, policy, key);
            });

            assertThat(untilVoid).isLessThanOrEqualTo(A_SECOND);
        }
    }

    @Test
    void flush_consolidation_changes_no_decision(RedisHandle redis) {
        try (var with = RedisReplica.of(redis);
                var without = RedisReplica.withoutFlushConsolidation(redis)) {
            assertThat(admitted(with.limiter(), "with", 64)).isEqualTo(100);
            assertThat(admitted(without.limiter(), "without", 64)).isEqualTo(100);
        }
    }

    private static long admitted(RateLimiter limiter, String key, int callers) {
        var policy = policy(Algorithm.TOKEN_BUCKET, 100, NO_REFILL);
        var outcomes = LoadDriver.run(CALLS, callers, _ -> allows(limiter, policy, key));
        assertThat(outcomes.failures()).isEmpty();
        return outcomes.count(true);
    }

    private static RateLimiter denyCaching(RedisReplica replica) {
        return new DenyCachingRateLimiter(replica.limiter(), replica.changes(), System::nanoTime);
    }
}
