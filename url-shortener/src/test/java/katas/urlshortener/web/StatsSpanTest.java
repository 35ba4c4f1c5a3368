package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import katas.urlshortener.ClickStats.Interval;
import org.junit.jupiter.api.Test;

class StatsSpanTest {
    private static final Instant NOW = Instant.parse("2030-01-10T15:20:30Z");

    @Test
    void unless_told_otherwise_it_is_the_last_seven_days_with_today() {
        assertThat(StatsSpan.of(null, null, "day", NOW))
                .isEqualTo(span("2030-01-04T00:00:00Z", "2030-01-11T00:00:00Z", Interval.DAY));
        assertThat(StatsSpan.of(null, null, "hour", NOW))
                .isEqualTo(span("2030-01-03T16:00:00Z", "2030-01-10T16:00:00Z", Interval.HOUR));
    }

    @Test
    void it_is_widened_to_whole_intervals() {
        assertThat(StatsSpan.of("2030-01-01T10:20:00Z", "2030-01-01T10:40:00Z", "hour", NOW))
                .isEqualTo(span("2030-01-01T10:00:00Z", "2030-01-01T11:00:00Z", Interval.HOUR));
        assertThat(StatsSpan.of("2030-01-01T10:20:00Z", "2030-01-02T00:00:00Z", "day", NOW))
                .isEqualTo(span("2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z", Interval.DAY));
    }

    @Test
    void it_spans_at_most_400_days_or_31_days_of_hours() {
        assertThat(StatsSpan.of("2030-01-01T00:00:00Z", "2031-02-05T00:00:00Z", "day", NOW)
                        .interval())
                .isEqualTo(Interval.DAY);
        assertThat(StatsSpan.of("2030-01-01T00:00:00Z", "2030-02-01T00:00:00Z", "hour", NOW)
                        .interval())
                .isEqualTo(Interval.HOUR);
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> StatsSpan.of("2030-01-01T00:00:00Z", "2031-02-05T00:00:01Z", "day", NOW));
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> StatsSpan.of("2030-01-01T00:00:00Z", "2030-02-01T00:00:01Z", "hour", NOW));
    }

    private static StatsSpan span(String from, String to, Interval interval) {
        return new StatsSpan(Instant.parse(from), Instant.parse(to), interval);
    }
}
