package katas.webhooks.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTest {
    private final RetrySchedule exact = new RetrySchedule(RetrySchedule.STANDARD, 0, new Random(1));

    @Test
    void the_first_retry_comes_after_five_seconds_and_each_next_wait_is_no_shorter() {
        var waits = IntStream.rangeClosed(1, RetrySchedule.STANDARD.size())
                .mapToObj(attempts -> wait(exact, attempts, Duration.ZERO))
                .toList();

        assertThat(waits).first().isEqualTo(Duration.ofSeconds(5));
        assertThat(waits).isSorted().isEqualTo(RetrySchedule.STANDARD);
    }

    @Test
    void all_waits_together_are_72_hours_at_least_even_if_chance_shortens_each() {
        long shortest = Math.round(
                RetrySchedule.STANDARD.stream().mapToLong(Duration::toMillis).sum() * 0.8);

        assertThat(Duration.ofMillis(shortest)).isGreaterThanOrEqualTo(Duration.ofDays(3));
    }

    @Test
    void after_the_last_wait_there_is_no_attempt_more() {
        assertThat(exact.next(14, Duration.ZERO)).isPresent();
        assertThat(exact.next(15, Duration.ZERO)).isEmpty();
        assertThat(exact.next(15, Duration.ofHours(1))).isEmpty();
    }

    @Test
    void jitter_takes_or_adds_a_fifth_at_most_and_uses_all_of_it() {
        var schedule = new RetrySchedule(List.of(Duration.ofSeconds(100)), 0.2, new Random(7));

        var waits = IntStream.range(0, 10_000)
                .mapToLong(_ -> wait(schedule, 1, Duration.ZERO).toMillis())
                .summaryStatistics();

        assertThat(waits.getMin()).isBetween(80_000L, 80_100L);
        assertThat(waits.getMax()).isBetween(119_900L, 120_000L);
        assertThat(waits.getAverage()).isBetween(99_000.0, 101_000.0);
    }

    @Test
    void an_endpoint_can_put_the_next_attempt_off_but_not_hasten_it() {
        assertThat(wait(exact, 1, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(wait(exact, 3, Duration.ofSeconds(90))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void an_endpoint_cannot_put_us_off_for_more_than_a_day() {
        assertThat(wait(exact, 1, Duration.ofDays(365))).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, Double.NaN})
    void jitter_is_a_share_of_less_than_all(double jitter) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySchedule(RetrySchedule.STANDARD, jitter, new Random(1)));
    }

    private static Duration wait(RetrySchedule schedule, int attempts, Duration retryAfter) {
        return schedule.next(attempts, retryAfter).orElseThrow();
    }
}
