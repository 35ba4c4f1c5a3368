package katas.ratelimiter.redis;

import static katas.ratelimiter.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.MutableClock;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Seeds;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Fixtures;
import katas.ratelimiter.Limit;
import katas.ratelimiter.Quota;
import katas.ratelimiter.memory.InMemoryRateLimiter;
import org.junit.jupiter.api.Test;

/** What is proven of the Java meters under a virtual clock holds for the Lua ones too: they are the same. */
@Lab(Needs.REDIS)
class TwinsIT {
    private static final Duration HISTORY = Duration.ofMillis(2_200);
    private static final int ENOUGH = 100;
    private static final List<Algorithm> ALGORITHMS = List.of(
            Algorithm.TOKEN_BUCKET,
            Algorithm.GCRA,
            Algorithm.SLIDING_WINDOW_COUNTER,
            Algorithm.SLIDING_WINDOW_LOG,
            Algorithm.FIXED_WINDOW);

    @Test
    void each_script_and_its_twin_in_java_agree_to_the_microsecond_on_a_random_history(RedisHandle redis) {
        long seed = Seeds.next();
        try (var replica = RedisReplica.of(redis)) {
            var outcomes = LoadDriver.run(
                    ALGORITHMS.size(), index -> history(replica, ALGORITHMS.get(index), new Random(seed + index)));

            assertThat(outcomes.failures()).isEmpty();
            assertThat(outcomes.results()).allSatisfy(calls -> assertThat(calls).isGreaterThan(ENOUGH));
        }
    }

    /** Crosses at least two edges of a window of a second. */
    private static int history(RedisReplica replica, Algorithm algorithm, Random random) {
        var clock = MutableClock.at(Instant.EPOCH);
        var memory = new InMemoryRateLimiter(clock, 100);
        var policies = List.of(
                policy(algorithm, new Limit(40, Duration.ofSeconds(1), 30), new Limit(999, Duration.ofHours(1))),
                policy(algorithm, new Limit(7, Duration.ofSeconds(1))),
                policy(algorithm, new Limit(9_973, Duration.ofDays(1))));
        int calls = 0;
        var end = Instant.MAX;
        // a busy machine may need longer to see enough
        while (clock.instant().isBefore(end) || calls <= ENOUGH) {
            var policy = policies.get(random.nextInt(policies.size()));
            var key = "key " + random.nextInt(3);
            var permits = List.of(1 + random.nextInt(policy.capacity() / 3), 1);

            var reply = ScriptPlan.of(policy).run(replica.link(), key, permits);

            clock.set(Instant.EPOCH.plus(reply.getFirst(), ChronoUnit.MICROS));
            assertThat(memory.tryAcquire(policy, key, permits).stream()
                            .map(Fixtures::quotas)
                            .flatMap(List::stream)
                            .flatMap(TwinsIT::numbers))
                    .as("call %d of %s", calls, policy)
                    .containsExactlyElementsOf(reply.subList(1, reply.size()));
            end = calls == 0 ? clock.instant().plus(HISTORY) : end;
            calls++;
        }
        return calls;
    }

    private static Stream<Long> numbers(Quota quota) {
        return Stream.of(
                micros(quota.retryAfter()),
                (long) quota.remaining(),
                micros(quota.moreAfter()),
                micros(quota.resetAfter()));
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
