package katas.ratelimiter.redis;

import static katas.ratelimiter.Fixtures.NO_REFILL;
import static katas.ratelimiter.Fixtures.nameOf;
import static katas.ratelimiter.Fixtures.quotas;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.Policy;
import katas.ratelimiter.PolicyDefinition;
import katas.ratelimiter.Quota;
import katas.ratelimiter.QuotaBook;
import katas.ratelimiter.StoreUnavailable;
import katas.ratelimiter.json.Formats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.DefaultApplicationArguments;

/** What a service has done before its first caller comes. */
@Lab(Needs.REDIS)
class RehearsalIT {

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NAIVE", "COMPARE_AND_SET"})
    void redis_knows_the_script_of_each_policy_and_nothing_is_spent(Algorithm algorithm, RedisHandle redis) {
        try (var replica = RedisReplica.of(redis, Formats.json())) {
            var policy = put(replica, "rehearsed-" + nameOf(algorithm), algorithm);
            replica.link().call(commands -> commands.scriptFlush());

            run(replica, replica.limiter());

            // two, if the script has to be sent whole; those of the pulse are not among them
            assertThat(replica.commandsDuring(() -> replica.limiter().tryAcquire(policy, "alice", 1)))
                    .isEqualTo(1);
            assertThat(quotas(replica.limiter().tryAcquire(policy, "rehearsal", 0)))
                    .extracting(Quota::remaining)
                    .containsExactly(5);
        }
    }

    @Test
    void what_came_too_late_is_asked_for_again_and_a_redis_that_is_away_keeps_nobody_waiting(RedisHandle redis) {
        try (var replica = RedisReplica.of(redis, Formats.json())) {
            put(replica, "first", Algorithm.GCRA);
            put(replica, "second", Algorithm.GCRA);
            int policies = replica.policies().all().size();
            var late = new LateBook(2);
            var away = new LateBook(Integer.MAX_VALUE);

            run(replica, late);
            run(replica, away);

            assertThat(late.asked).hasSize(policies + 2);
            assertThat(away.asked).hasSize(5).containsOnly(late.asked.getFirst());
        }
    }

    private static void run(RedisReplica replica, QuotaBook book) {
        new Rehearsal(replica.policies(), book).run(new DefaultApplicationArguments());
    }

    private static Policy put(RedisReplica replica, String name, Algorithm algorithm) {
        var definition = new PolicyDefinition(algorithm, List.of(new Limit(5, NO_REFILL)), OnOutage.CLOSED);
        return replica.policies().put(name, definition).policy();
    }

    /** Answers only after so many questions. */
    private static final class LateBook implements QuotaBook {
        private final List<String> asked = new ArrayList<>();
        private final int late;

        LateBook(int late) {
            this.late = late;
        }

        @Override
        public List<Quota> quotas(Policy policy, String key) {
            asked.add(policy.name());
            if (asked.size() <= late) {
                throw new StoreUnavailable("late", null);
            }
            return List.of();
        }

        @Override
        public void reset(Policy policy, String key) {
            throw new UnsupportedOperationException();
        }
    }
}
