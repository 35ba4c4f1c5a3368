package katas.ratelimiter;

import static katas.ratelimiter.Fixtures.nameOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.ServiceProcess;
import katas.lab.testing.TradeOffs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Three real replicas, one Redis, many callers at once. */
@Lab(Needs.REDIS)
class ExactIT {
    private static final int CALLS = 2_000;
    /** Twice the callers and five times the permits: whoever comes later is only refused. */
    private static final int FEWER_CALLS = 500;

    private static final int FEW_OR_ALL_CALLS = Rounds.of(FEWER_CALLS, CALLS);
    private static final int CALLERS = 200;
    private static final int LIMIT = 100;
    private static final String PASSED = "passed of many calls at once, limit 100, 3 replicas";

    private static List<ServiceProcess> replicas = List.of();

    @BeforeAll
    static void start(RedisHandle redis) {
        replicas = ServiceProcess.of("rate-limiter")
                .redis(redis)
                // so long that a busy machine is not taken for an outage
                .property("katas.rate-limiter.deadline", "10s")
                .start(3);
    }

    @AfterAll
    static void stop() {
        replicas.forEach(ServiceProcess::close);
    }

    @Test
    void of_2000_concurrent_calls_to_3_replicas_exactly_100_pass_in_each_round() {
        var client = new DecisionClient(replicas);
        client.put("exact", "token-bucket", LIMIT, Fixtures.NO_REFILL);

        for (int round = 0; round < Rounds.of(5, 20); round++) {
            assertThat(allowed(client, "exact", "round " + round, CALLS, CALLERS))
                    .isEqualTo(LIMIT);
        }
        TradeOffs.record(PASSED, "token-bucket", LIMIT);
    }

    @ParameterizedTest
    @EnumSource(names = {"GCRA", "SLIDING_WINDOW_COUNTER", "SLIDING_WINDOW_LOG", "FIXED_WINDOW", "COMPARE_AND_SET"})
    void of_500_concurrent_calls_the_other_algorithms_let_exactly_100_pass_too(Algorithm algorithm) {
        var client = new DecisionClient(replicas);
        client.put(nameOf(algorithm), nameOf(algorithm), LIMIT, Fixtures.NO_REFILL);

        // of n callers all but one lose each race, and they lose it until their deadline
        int callers = algorithm == Algorithm.COMPARE_AND_SET ? CALLERS / 10 : CALLERS;
        long allowed = allowed(client, nameOf(algorithm), "all at once", FEWER_CALLS, callers);

        TradeOffs.record(PASSED, nameOf(algorithm), allowed);
        assertThat(allowed).isEqualTo(LIMIT);
    }

    @Test
    void the_naive_twin_lets_more_than_100_pass() {
        var client = new DecisionClient(replicas);
        client.put("naive", "naive", LIMIT, Fixtures.NO_REFILL);

        long allowed = LoadDriver.run(FEW_OR_ALL_CALLS, CALLERS, index -> client.decide(index, "naive", "all at once"))
                .count(200);

        System.out.printf("naive let %d pass, %d too many%n", allowed, allowed - LIMIT);
        TradeOffs.record(PASSED, "naive", allowed);
        assertThat(allowed).isGreaterThan(LIMIT);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NAIVE", "COMPARE_AND_SET"})
    void with_refill_on_never_more_than_the_bound_passes(Algorithm algorithm) {
        var client = new DecisionClient(replicas);
        var limit = new Limit(LIMIT, Duration.ofSeconds(1));
        client.put("refill-" + nameOf(algorithm), nameOf(algorithm), limit.permits(), limit.window());

        long start = System.nanoTime();
        long allowed = allowed(client, "refill-" + nameOf(algorithm), "all at once", FEW_OR_ALL_CALLS, CALLERS);
        var took = Duration.ofNanos(System.nanoTime() - start);

        long windowsTouched = took.toSeconds() + 1;
        assertThat(allowed).isBetween((long) LIMIT, windowsTouched * algorithm.bound(limit));
    }

    private static long allowed(DecisionClient client, String policy, String key, int calls, int callers) {
        var outcomes = LoadDriver.run(calls, callers, index -> client.decide(index, policy, key));
        assertThat(outcomes.failures()).isEmpty();
        assertThat(outcomes.results()).hasSize(calls);
        assertThat(Set.copyOf(outcomes.results()))
                .as(() -> "the replicas' last words: " + lastWords())
                .isSubsetOf(200, 429);
        return outcomes.count(200);
    }

    private static List<String> lastWords() {
        return replicas.stream()
                .flatMap(replica -> replica.log().stream().filter(line -> !line.contains(" INFO ")))
                .toList();
    }
}
