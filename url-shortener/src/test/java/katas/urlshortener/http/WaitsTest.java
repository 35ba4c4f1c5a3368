package katas.urlshortener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private final Waits waits = new Waits(() -> 0);

    @Test
    void nobody_waits_longer_than_an_hour_whatever_was_said() {
        assertThat(waits.begin("a", Duration.ofDays(365))).isEqualTo(Duration.ofHours(1));
        assertThat(waits.left("a")).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void not_more_than_ten_thousand_are_remembered() {
        IntStream.range(0, 30_000).forEach(i -> waits.begin("name " + i, Duration.ofMinutes(1)));

        var remembered = IntStream.range(0, 30_000)
                .filter(i -> !waits.left("name " + i).isZero())
                .count();

        // it tidies up a little later than it is told
        assertThat(remembered).isBetween(1L, 10_500L);
        assertThat(waits.isEmpty()).isFalse();
    }
}
