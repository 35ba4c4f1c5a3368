package katas.ratelimiter;

import static katas.ratelimiter.Fixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void refuses_a_number_of_permits_that_cannot_be_counted(int permits) {
        assertRefused("permits", () -> new Limit(permits, MINUTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.5S", "PT1.5S", "-PT1M", "P32D"})
    void refuses_a_window_whose_rate_or_time_to_live_would_round_to_zero_or_be_endless(Duration window) {
        assertRefused("window", () -> new Limit(1, window));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 6})
    void refuses_a_burst_that_is_nothing_or_more_than_a_window_brings(int burst) {
        assertRefused("burst", () -> new Limit(5, MINUTE, burst));
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN_BUCKET", "COMPARE_AND_SET"})
    void refuses_a_bucket_that_could_only_be_counted_in_fractions(Algorithm algorithm) {
        assertRefused("limits[0].permits", () -> policy(algorithm, 999_983, Limit.MAX_WINDOW));
        assertThat(policy(algorithm, 1_000_000, Duration.ofDays(1)).capacity()).isEqualTo(1_000_000);
    }

    @Test
    void refuses_a_rate_of_gcra_that_rounding_would_change_by_more_than_a_percent() {
        assertRefused("limits[0].permits", () -> policy(Algorithm.GCRA, 700_000, Duration.ofSeconds(1)));
        assertThat(policy(Algorithm.GCRA, 1_000_000, Duration.ofSeconds(1)).capacity())
                .isEqualTo(1_000_000);
    }

    @Test
    void refuses_a_log_that_would_fill_the_memory() {
        assertRefused("limits[0].permits", () -> policy(Algorithm.SLIDING_WINDOW_LOG, 10_001, MINUTE));
    }

    @Test
    void refuses_no_limits_too_many_and_two_of_one_window() {
        var limit = new Limit(1, MINUTE);

        assertRefused("limits", () -> policy(Algorithm.GCRA));
        assertRefused("limits", () -> policy(Algorithm.GCRA, limit, limit, limit, limit, limit));
        assertRefused("limits[1].window", () -> policy(Algorithm.GCRA, limit, new Limit(2, MINUTE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "ü", "a\"b", "a:b", "a}b"})
    void refuses_a_name_that_a_header_field_or_a_key_could_not_carry(String name) {
        assertRefused("name", () -> new Policy(name, Algorithm.GCRA, List.of(new Limit(1, MINUTE)), OnOutage.OPEN));
    }

    @Test
    void holds_as_many_permits_as_its_scarcest_limit() {
        var limits = new Limit[] {new Limit(10, MINUTE, 4), new Limit(6, Duration.ofHours(1))};

        assertThat(policy(Algorithm.TOKEN_BUCKET, limits).capacity()).isEqualTo(4);
        assertThat(policy(Algorithm.FIXED_WINDOW, limits).capacity()).isEqualTo(6);
    }

    @Test
    void names_a_limit_by_its_window_where_there_are_several() {
        var hour = new Limit(6, Duration.ofHours(1));

        assertThat(policy(Algorithm.GCRA, hour).nameOf(hour)).isEqualTo("test");
        assertThat(policy(Algorithm.GCRA, new Limit(1, MINUTE), hour).nameOf(hour))
                .isEqualTo("test-3600s");
    }

    @Test
    void a_bucket_counts_in_units_that_never_round() {
        assertThat(BucketUnits.of(new Limit(100, MINUTE))).isEqualTo(new BucketUnits(600_000, 1, 60_000_000));
        assertThat(BucketUnits.of(new Limit(3, Duration.ofSeconds(1), 2)))
                .isEqualTo(new BucketUnits(1_000_000, 3, 2_000_000));
    }

    private static void assertRefused(String field, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        InvalidPolicy.class, e -> assertThat(e.field()).isEqualTo(field));
    }
}
