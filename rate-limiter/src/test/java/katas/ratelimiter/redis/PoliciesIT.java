package katas.ratelimiter.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static katas.ratelimiter.Fixtures.NO_REFILL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.InvalidPolicy;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.Policy;
import katas.ratelimiter.PolicyDefinition;
import katas.ratelimiter.PolicyFormat;
import katas.ratelimiter.TooManyPolicies;
import katas.ratelimiter.UsualWait;
import katas.ratelimiter.json.Formats;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class PoliciesIT {
    private final PolicyFormat format = Formats.json();

    @Test
    void a_policy_put_on_one_replica_is_seen_by_another_within_a_second(RedisHandle redis) {
        try (var one = RedisReplica.of(redis, format);
                var other = RedisReplica.of(redis, format)) {
            var untilSeen = UsualWait.until(time -> {
                var put = one.policies().put("seen", definition(5 + time)).policy();

                assertThat(one.policies().find("seen")).contains(put);
                return () -> other.policies().find("seen").equals(Optional.of(put));
            });

            assertThat(untilSeen).isLessThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_policy_just_put_is_not_undone_by_a_pulse_that_began_to_read_before(RedisHandle redis) {
        var slow = new SlowInPulses(format);
        try (var replica = RedisReplica.of(redis, slow);
                var other = RedisReplica.of(redis, format)) {
            other.policies().put("read-by-the-pulse", definition(5));
            await().atMost(30, SECONDS).until(slow::isReading);

            var put = replica.policies().put("just-put", definition(5)).policy();
            slow.goOn();

            long end = System.nanoTime() + MILLISECONDS.toNanos(300);
            while (System.nanoTime() < end) {
                assertThat(replica.policies().find("just-put")).contains(put);
            }
        }
    }

    @Test
    void a_policy_outlives_the_replica_that_stored_it(RedisHandle redis) {
        Policy put;
        try (var one = RedisReplica.of(redis, format)) {
            put = one.policies().put("lasting", definition(5)).policy();
        }

        try (var later = RedisReplica.of(redis, format)) {
            assertThat(later.policies().find("lasting")).contains(put);
        }
    }

    @Test
    void a_stored_policy_that_this_version_cannot_keep_is_left_out_and_the_others_hold(RedisHandle redis) {
        try (var replica = RedisReplica.of(redis, format)) {
            replica.link().call(commands -> commands.hset("rate-limiter:{control}:policies", "odd", "{\"limits\":7}"));

            var put = replica.policies().put("good", definition(5)).policy();

            assertThat(replica.policies().find("odd")).isEmpty();
            assertThat(replica.policies().find("good")).contains(put);
        }
    }

    @Test
    void a_policy_that_cannot_be_kept_is_refused_and_nothing_is_stored(RedisHandle redis) {
        try (var replica = RedisReplica.of(redis, format)) {
            var tooMany = new PolicyDefinition(
                    Algorithm.SLIDING_WINDOW_LOG, List.of(new Limit(10_001, NO_REFILL)), OnOutage.OPEN);

            assertThatThrownBy(() -> replica.policies().put("log", tooMany))
                    .isInstanceOfSatisfying(
                            InvalidPolicy.class, e -> assertThat(e.field()).isEqualTo("limits[0].permits"));
            assertThat(replica.policies().find("log")).isEmpty();
        }
    }

    @Test
    void up_to_1000_policies_are_kept_and_after_that_only_those_that_are_there_can_change(RedisHandle redis) {
        redis.flush();
        try (var replica = RedisReplica.of(redis, format)) {
            var text = format.write(definition(5));
            replica.link()
                    .call(commands -> commands.hset(
                            "rate-limiter:{control}:policies",
                            IntStream.range(0, 999).boxed().collect(Collectors.toMap(i -> "p" + i, _ -> text))));

            assertThat(replica.policies().put("last", definition(5)).isNew()).isTrue();
            assertThat(replica.policies().put("p7", definition(6)).isNew()).isFalse();
            assertThatExceptionOfType(TooManyPolicies.class)
                    .isThrownBy(() -> replica.policies().put("one-more", definition(5)));
            assertThat(replica.policies().all()).hasSize(1_000);
        } finally {
            redis.flush();
        }
    }

    /** Takes its time when a pulse reads with it. */
    private record SlowInPulses(PolicyFormat format, CountDownLatch reading, CountDownLatch end)
            implements PolicyFormat {
        SlowInPulses(PolicyFormat format) {
            this(format, new CountDownLatch(1), new CountDownLatch(1));
        }

        boolean isReading() {
            return reading.getCount() == 0;
        }

        void goOn() {
            end.countDown();
        }

        @Override
        public PolicyDefinition read(String text) {
            if (Thread.currentThread().getName().equals("pulse")) {
                reading.countDown();
                try {
                    // not for ever: whoever puts may rightly wait for a reading to end
                    var _ = end.await(300, MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return format.read(text);
        }

        @Override
        public String write(PolicyDefinition definition) {
            return format.write(definition);
        }
    }

    private static PolicyDefinition definition(int permits) {
        return new PolicyDefinition(Algorithm.GCRA, List.of(new Limit(permits, Duration.ofMinutes(1))), OnOutage.OPEN);
    }
}
