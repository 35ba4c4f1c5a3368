package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import katas.lab.testing.MutableClock;
import katas.lab.testing.Seeds;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import katas.ratelimiter.memory.InMemoryRateLimiter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a lone caller is told in whole seconds is true: in every history, not only in 99 of 100. */
class HintsTest {
    private static final int HISTORIES = 1_000;
    private static final int CALLS = 30;
    private static final Instant START = Instant.parse("2026-03-01T12:34:56.789012Z");

    @ParameterizedTest
    @EnumSource(
            names = {"NAIVE", "COMPARE_AND_SET"},
            mode = EnumSource.Mode.EXCLUDE)
    void whoever_waits_for_retry_after_is_let_through(Algorithm algorithm) {
        var random = new Random(Seeds.next());
        int denied = 0;
        for (int history = 0; history < HISTORIES; history++) {
            var clock = MutableClock.at(START);
            var limiter = new InMemoryRateLimiter(clock, 1);
            var policy = randomPolicy(algorithm, random);
            for (int call = 0; call < CALLS; call++) {
                clock.advance(randomPause(policy, random));
                int permits = 1 + random.nextInt(policy.capacity());

                if (limiter.tryAcquire(policy, "alice", permits) instanceof Decision.Denied refusal) {
                    denied++;
                    clock.advance(Duration.ofSeconds(RateLimitFields.wholeSeconds(refusal.retryAfter())));
                    assertThat(limiter.tryAcquire(policy, "alice", permits))
                            .as("%s permits of %s after %s", permits, policy, refusal)
                            .isInstanceOf(Decision.Allowed.class);
                }
            }
        }
        assertThat(denied).isGreaterThan(HISTORIES);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"NAIVE", "COMPARE_AND_SET"},
            mode = EnumSource.Mode.EXCLUDE)
    void after_t_seconds_a_limit_has_more_and_after_the_reset_it_has_all(Algorithm algorithm) {
        var random = new Random(Seeds.next());
        int charged = 0;
        for (int history = 0; history < HISTORIES; history++) {
            var clock = MutableClock.at(START);
            var limiter = new InMemoryRateLimiter(clock, 1);
            var policy = randomPolicy(algorithm, random);
            for (int call = 0; call < CALLS; call++) {
                clock.advance(randomPause(policy, random));
                limiter.tryAcquire(policy, "alice", 1 + random.nextInt(policy.capacity()));
            }

            for (int i = 0; i < policy.limits().size(); i++) {
                var charge = look(limiter, policy).get(i);
                if (charge.remaining() < algorithm.capacity(charge.limit())) {
                    charged++;
                    clock.advance(Duration.ofSeconds(RateLimitFields.wholeSeconds(charge.moreAfter())));
                    assertThat(look(limiter, policy).get(i).remaining())
                            .as("%s of %s", charge, policy)
                            .isGreaterThan(charge.remaining());
                }
                var rest = look(limiter, policy).get(i);
                clock.advance(Duration.ofMillis(DecisionDocument.millis(rest.resetAfter())));
                assertThat(look(limiter, policy).get(i).remaining())
                        .as("%s of %s", rest, policy)
                        .isEqualTo(algorithm.capacity(rest.limit()));
            }
        }
        assertThat(charged).isGreaterThan(HISTORIES / 2);
    }

    private static List<Quota> look(InMemoryRateLimiter limiter, Policy policy) {
        return switch (limiter.tryAcquire(policy, "alice", 0)) {
            case Decision.Allowed(var quotas) -> quotas;
            case Decision.Denied(var quotas) -> quotas;
            case Decision.Unmetered _, Decision.Unavailable _ -> List.of();
        };
    }

    private static Policy randomPolicy(Algorithm algorithm, Random random) {
        var limits = new ArrayList<Limit>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            // windows of 1 to 20 s, 20 to 400 s, ...: no two alike
            var window = Duration.ofSeconds((long) Math.pow(20, i) * (1 + random.nextInt(19)));
            int permits = 1 + random.nextInt(20);
            limits.add(
                    algorithm.hasBurst()
                            ? new Limit(permits, window, 1 + random.nextInt(permits))
                            : new Limit(permits, window));
        }
        return new Policy("any", algorithm, limits, OnOutage.OPEN);
    }

    /** Mostly short pauses, sometimes none, sometimes longer than a window; to the microsecond. */
    private static Duration randomPause(Policy policy, Random random) {
        long window = policy.limits().getFirst().windowMicros();
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofNanos(1_000 * random.nextLong(2 * window));
            default -> Duration.ofNanos(1_000 * random.nextLong(window / 10));
        };
    }
}
