package katas.webhooks.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import katas.webhooks.retry.Verdict.Delivered;
import katas.webhooks.retry.Verdict.Failed;
import katas.webhooks.retry.Verdict.Gone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:07Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 226, 299})
    void every_2xx_is_delivered(int status) {
        assertThat(Verdict.of(status, null, NOW)).isEqualTo(new Delivered());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                100, 199, 300, 301, 302, 303, 304, 307, 308, 400, 401, 404, 409, 422, 429, 500, 502, 503, 504, 599, 999
            })
    void everything_else_failed_redirects_too(int status) {
        assertThat(Verdict.of(status, null, NOW)).isEqualTo(new Failed(Duration.ZERO));
    }

    @Test
    void a_410_means_that_nothing_is_wanted_any_more() {
        assertThat(Verdict.of(410, "5", NOW)).isEqualTo(new Gone());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30|30",
                " 30 |30",
                "0|0",
                "Sun, 06 Nov 1994 08:49:37 GMT|30",
                "Sunday, 06-Nov-94 08:49:37 GMT|30",
                "Sun Nov  6 08:49:37 1994|30",
                "Sun, 06 Nov 1994 08:49:07 GMT|0",
                "Sun, 06 Nov 1994 08:48:37 GMT|0",
                "-5|0",
                "1.5|0",
                "soon|0",
                "99999999999|0",
                "Sun, 06 Nov 1994|0",
                "''|0"
            })
    void too_many_requests_and_unavailable_may_say_when_to_come_back(String field, long seconds) {
        assertThat(Verdict.of(429, field, NOW)).isEqualTo(new Failed(Duration.ofSeconds(seconds)));
        assertThat(Verdict.of(503, field, NOW)).isEqualTo(new Failed(Duration.ofSeconds(seconds)));
    }

    @Test
    void who_fails_otherwise_is_not_asked_when_to_come_back() {
        assertThat(Verdict.of(500, "30", NOW)).isEqualTo(new Failed(Duration.ZERO));
    }
}
