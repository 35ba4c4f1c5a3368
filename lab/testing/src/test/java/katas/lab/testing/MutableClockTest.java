package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MutableClockTest {
    @Test
    void moves_only_when_it_is_moved() {
        var clock = MutableClock.at(Instant.EPOCH);

        clock.advance(Duration.ofMillis(1_500));
        assertThat(clock.micros()).isEqualTo(1_500_000);

        clock.advance(Duration.ofSeconds(-1));
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(500));

        clock.set(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(clock.millis()).isEqualTo(1_767_225_600_000L);
    }
}
