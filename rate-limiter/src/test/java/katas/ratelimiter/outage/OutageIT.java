package katas.ratelimiter.outage;

import static java.util.concurrent.TimeUnit.SECONDS;
import static katas.ratelimiter.Fixtures.NO_REFILL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.TradeOffs;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.Policy;
import katas.ratelimiter.UsualWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Lab(Needs.REDIS)
class OutageIT {
    private static final int CALLS_WATCHED = 10;

    @ParameterizedTest
    @EnumSource
    void no_call_waits_for_redis_once_the_breaker_is_open_and_all_is_normal_within_2_s_of_its_return(
            Fault fault, RedisHandle redis) {
        var open = policy(OnOutage.OPEN, 1_000);
        var closed = policy(OnOutage.CLOSED, 1_000);
        try (var replica = new OutageReplica(redis)) {
            var untilNormal = UsualWait.until(_ -> {
                await().atMost(30, SECONDS).until(() -> replica.decide(open, "key") instanceof Decision.Allowed);

                fault.strike(redis);
                await().atMost(30, SECONDS).until(() -> isAnsweredWithoutAsking(replica, open));
                int asked = replica.asked();
                for (int call = 0; call < 100; call++) {
                    assertThat(replica.decide(open, "key")).isInstanceOf(Decision.Unmetered.class);
                    assertThat(replica.decide(closed, "key")).isInstanceOf(Decision.Unavailable.class);
                }
                assertThat(replica.asked()).isEqualTo(asked);

                redis.mend();
                return () -> replica.decide(open, "key") instanceof Decision.Allowed;
            });

            assertThat(untilNormal).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PAUSED", "SLOW_BY_HALF_A_SECOND"})
    void until_the_breaker_opens_few_calls_wait_and_each_for_the_deadline_only(Fault fault, RedisHandle redis) {
        var open = policy(OnOutage.OPEN, 1_000);
        try (var replica = new OutageReplica(redis)) {
            await().atMost(30, SECONDS).until(() -> replica.decide(open, "key") instanceof Decision.Allowed);
            fault.strike(redis);
            int before = replica.asked();

            var waits = new ArrayList<Duration>();
            for (int call = 0; call < 30; call++) {
                long start = System.nanoTime();
                replica.decide(open, "key");
                waits.add(Duration.ofNanos(System.nanoTime() - start));
            }

            // five deadlines, and no more than what a busy machine adds: Lettuce's own would be 60 s
            assertThat(waits)
                    .filteredOn(wait -> wait.compareTo(OutageReplica.DEADLINE.multipliedBy(5)) > 0)
                    .as("those during which the machine may have stood still")
                    .hasSizeLessThanOrEqualTo(2);
            assertThat(replica.asked() - before).isLessThanOrEqualTo(CALLS_WATCHED);
        }
    }

    @Test
    void an_outage_lets_all_none_or_the_limit_pass_as_the_policy_says(RedisHandle redis) {
        var policies = Stream.of(OnOutage.values())
                .map(onOutage -> policy(onOutage, 100))
                .toList();
        var replicas = List.of(new OutageReplica(redis), new OutageReplica(redis), new OutageReplica(redis));
        try {
            await().atMost(30, SECONDS).until(() -> replicas.stream().allMatch(replica -> replica.replicasSeen() == 3));

            redis.kill();
            await().atMost(30, SECONDS)
                    .until(() -> replicas.stream()
                            .allMatch(replica -> isAnsweredWithoutAsking(replica, policies.getFirst())));

            assertThat(policies)
                    .extracting(policy -> admittedOf300(replicas, policy))
                    .containsExactly(300L, 0L, 99L);
        } finally {
            replicas.forEach(OutageReplica::close);
        }
    }

    private static long admittedOf300(List<OutageReplica> replicas, Policy policy) {
        long admitted = Stream.iterate(0, call -> call + 1)
                .limit(300)
                .map(call -> replicas.get(call % 3).decide(policy, "outage"))
                .filter(decision -> decision instanceof Decision.Allowed || decision instanceof Decision.Unmetered)
                .count();
        TradeOffs.record(
                "passed of 300 calls in an outage, limit 100, 3 replicas",
                policy.onOutage().name().toLowerCase(Locale.ROOT),
                admitted);
        return admitted;
    }

    private static boolean isAnsweredWithoutAsking(OutageReplica replica, Policy policy) {
        int before = replica.asked();
        replica.decide(policy, "probe");
        return replica.asked() == before;
    }

    private static Policy policy(OnOutage onOutage, int permits) {
        return new Policy("outage", Algorithm.TOKEN_BUCKET, List.of(new Limit(permits, NO_REFILL)), onOutage);
    }
}
