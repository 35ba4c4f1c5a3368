import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import katas.lab.testing.LoadDriver;
import org.junit.jupiter.api.Test;

class LimiterTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);

    private final Bench bench = new Bench();
    private final Limiter limiter = bench.limiter(3, WINDOW);

    @Test
    void allows_exactly_the_limit_to_callers_that_come_at_once() {
        var outcomes = LoadDriver.run(60, _ -> allowed(1));

        assertThat(outcomes.count(true)).isEqualTo(3);
    }

    @Test
    void frees_a_permit_when_its_window_has_passed_and_not_a_microsecond_earlier() {
        allowed(3);

        bench.advance(WINDOW.minus(MICROSECOND));
        assertThat(allowed(1)).isFalse();

        bench.advance(MICROSECOND);
        assertThat(allowed(1)).isTrue();
    }

    @Test
    void counts_every_permit_for_a_whole_window_of_its_own() {
        allowed(1);
        bench.advance(Duration.ofMillis(9_600));
        allowed(2);

        // the first is free now, the two others are not
        bench.advance(Duration.ofMillis(400));
        assertThat(allowed(1)).isTrue();
        assertThat(allowed(1)).isFalse();
    }

    @Test
    void keeps_time_within_a_second() {
        // the bench's clock begins at a quarter past a second
        bench.advance(Duration.ofMillis(700));
        allowed(3);

        bench.advance(Duration.ofMillis(9_100));

        assertThat(allowed(1)).isFalse();
    }

    @Test
    void remembers_to_the_end_of_a_window() {
        allowed(1);
        bench.advance(Duration.ofMillis(9_500));
        allowed(2);

        assertThat(allowed(1)).isFalse();
    }

    @Test
    void lets_in_whoever_waits_as_told() {
        allowed(3);
        bench.advance(Duration.ofMillis(1_234));
        var refused = limiter.tryAcquire("alice", 2);

        bench.advance(refused.retryAfter());

        assertThat(allowed(2)).isTrue();
    }

    @Test
    void charges_nothing_for_a_refusal() {
        allowed(3);
        for (int call = 0; call < 10; call++) {
            bench.advance(Duration.ofMillis(900));
            allowed(1);
        }

        bench.advance(Duration.ofSeconds(1));

        assertThat(allowed(3)).isTrue();
    }

    @Test
    void counts_permits_and_not_calls() {
        assertThat(allowed(2)).isTrue();
        assertThat(allowed(2)).isFalse();
        assertThat(allowed(1)).isTrue();
    }

    private boolean allowed(int permits) {
        return limiter.tryAcquire("alice", permits).allowed();
    }
}
