package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import katas.ratelimiter.Limit;
import katas.ratelimiter.Quota;
import org.junit.jupiter.api.Test;

class DecisionDocumentTest {

    @Test
    void says_what_the_scarcest_limit_has_left_and_when_the_slowest_is_whole_again() {
        var document = DecisionDocument.allowed(List.of(
                quota(Duration.ofSeconds(10), 4, Duration.ofSeconds(2)),
                quota(Duration.ofHours(1), 3, Duration.ofMinutes(6)),
                quota(Duration.ofDays(1), 9, Duration.ofNanos(1))));

        assertThat(document).isEqualTo(new DecisionDocument(true, true, 3, 360_000L));
    }

    @Test
    void rounds_a_reset_up_to_milliseconds() {
        assertThat(DecisionDocument.millis(Duration.ZERO)).isZero();
        assertThat(DecisionDocument.millis(Duration.ofNanos(1_000))).isEqualTo(1);
        assertThat(DecisionDocument.millis(Duration.ofNanos(1_000_001))).isEqualTo(2);
    }

    private static Quota quota(Duration window, int remaining, Duration resetAfter) {
        return new Quota(new Limit(10, window), remaining, Duration.ZERO, Duration.ZERO, resetAfter);
    }
}
