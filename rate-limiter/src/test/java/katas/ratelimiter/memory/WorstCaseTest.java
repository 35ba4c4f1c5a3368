package katas.ratelimiter.memory;

import static katas.ratelimiter.Fixtures.nameOf;
import static katas.ratelimiter.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import katas.lab.testing.Seeds;
import katas.lab.testing.TradeOffs;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Limit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorstCaseTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PLAYS = 400;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NAIVE", "COMPARE_AND_SET"})
    void an_adversary_that_chooses_its_moments_gets_the_stated_bound_in_a_window_and_never_more(Algorithm algorithm) {
        var limit = new Limit(100, MINUTE);

        int worst = worst(algorithm, limit);

        TradeOffs.record("worst case: permits in any window, limit 100", nameOf(algorithm), worst);
        assertThat(worst).isEqualTo((int) algorithm.bound(limit));
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN_BUCKET", "GCRA"})
    void a_smaller_burst_tightens_the_bound(Algorithm algorithm) {
        var limit = new Limit(100, MINUTE, 20);

        int worst = worst(algorithm, limit);

        TradeOffs.record("worst case: permits in any window, limit 100, burst 20", nameOf(algorithm), worst);
        assertThat(worst).isEqualTo(119).isEqualTo((int) algorithm.bound(limit));
    }

    private static int worst(Algorithm algorithm, Limit limit) {
        var random = new Random(Seeds.next());
        var policy = policy(algorithm, limit);
        int worst = 0;
        for (int play = 0; play < PLAYS; play++) {
            // the first is all greed, the others wander more and more
            double whim = (double) play / PLAYS;
            worst = Math.max(worst, new Adversary(Meter.of(policy, limit), limit, random, whim).play());
        }
        return worst;
    }
}
