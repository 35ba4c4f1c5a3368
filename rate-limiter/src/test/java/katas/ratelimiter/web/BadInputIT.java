package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever is wrong with a request for permits: the answer says so, and nothing was decided. */
@RunningService
class BadInputIT {
    private static final int MAX_BYTES = 16 * 1024;

    private final ServiceClient client;
    private final MeterRegistry meters;
    private double decidedBefore;

    BadInputIT(@LocalServerPort int port, @Autowired MeterRegistry meters) {
        this.client = ServiceClient.plain(port);
        this.meters = meters;
    }

    @BeforeEach
    void count() {
        decidedBefore = decided();
    }

    @AfterEach
    void nothing_was_decided() {
        assertThat(decided()).isEqualTo(decidedBefore);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"policy":"nobody","key":"eve","permits":1}             | policy
            {"policy":"","key":"eve","permits":1}                   | policy
            {"policy":null,"key":"eve","permits":1}                 | policy
            {"policy":["api"],"key":"eve","permits":1}              | policy
            {"key":"eve","permits":1}                               | policy
            {"policy":"api","permits":1}                            | key
            {"policy":"api","key":null,"permits":1}                 | key
            {"policy":"api","key":"","permits":1}                   | key
            {"policy":"api","key":" \\t ","permits":1}              | key
            {"policy":"api","key":"e\\u0000ve","permits":1}         | key
            {"policy":"api","key":"e\\nve","permits":1}             | key
            {"policy":"api","key":"e\\u2028ve","permits":1}         | key
            {"policy":"api","key":"e\\ud800ve","permits":1}         | key
            {"policy":"api","key":".","permits":1}                  | key
            {"policy":"api","key":"..","permits":1}                 | key
            {"policy":"api","key":5,"permits":1}                    | key
            {"policy":"api","key":true,"permits":1}                 | key
            {"policy":"api","key":{},"permits":1}                   | key
            {"policy":"api","key":"eve","permits":0}                | permits
            {"policy":"api","key":"eve","permits":-1}               | permits
            {"policy":"api","key":"eve","permits":-2147483648}      | permits
            {"policy":"api","key":"eve","permits":101}              | permits
            {"policy":"api","key":"eve","permits":2147483648}       | permits
            {"policy":"api","key":"eve","permits":99999999999}      | permits
            {"policy":"api","key":"eve","permits":1e99}             | permits
            {"policy":"api","key":"eve","permits":1e999999999}      | permits
            {"policy":"api","key":"eve","permits":1.5}              | permits
            {"policy":"api","key":"eve","permits":1.0}              | permits
            {"policy":"api","key":"eve","permits":"5"}              | permits
            {"policy":"api","key":"eve","permits":""}               | permits
            {"policy":"api","key":"eve","permits":true}             | permits
            {"policy":"api","key":"eve","permits":[1]}              | permits
            {"policy":"api","key":"eve","permit":1}                 | permit
            {"policy":"api","key":"eve","permits":1,"Permits":2}    | Permits
            {"policy":"api","key":"eve","permits":01}               | body
            {"policy":"api","key":"eve","permits":NaN}              | body
            {"policy":"api","key":"eve","permits":1,"permits":2}    | body
            {"policy":"api","key":"eve","permits":1} x              | body
            {"policy":"api","key":"eve","permits":1}{}              | body
            {"policy":"api","key":"eve",                            | body
            {policy:"api"}                                          | body
            [{"policy":"api","key":"eve","permits":1}]              | body
            "api"                                                   | body
            null                                                    | body
            """)
    void a_bad_request_for_permits_is_400_and_names_the_field(String body, String field) {
        var answer = client.post("/v1/decisions", body);

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", field));
        assertThat(client.remaining("api", "eve")).isEqualTo(100);
    }

    @Test
    void a_key_of_10_kb_is_refused_and_not_quoted() {
        var key = "k".repeat(10 * 1024);

        var answer = client.decide("api", key, 1);

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "key"));
        assertThat(answer.body()).hasSizeLessThan(500);
    }

    @Test
    void an_empty_body_is_400() {
        assertThat(client.post("/v1/decisions", "").problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "body"));
    }

    @Test
    void nesting_without_end_is_400() {
        assertThat(client.post("/v1/decisions", "[".repeat(MAX_BYTES)).problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "body"));
    }

    @Test
    void a_number_of_16_000_digits_is_400() {
        var body = "{\"policy\":\"api\",\"key\":\"eve\",\"permits\":" + "9".repeat(16_000) + "}";

        assertThat(client.post("/v1/decisions", body).problem().status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"policy\":\"api\"", "not JSON at all", "{\"policy\":\"nobody\",\"key\":\"eve\"}"})
    void a_body_over_16_kb_is_413_however_it_begins_and_whether_or_not_it_says_how_long_it_is(String beginning) {
        var body = beginning + " ".repeat(MAX_BYTES + 1 - beginning.length());

        assertThat(client.post("/v1/decisions", body).problem())
                .isEqualTo(new Answer.Problem(413, "/problems/payload-too-large", ""));
        assertThat(client.postChunked("/v1/decisions", body).problem())
                .isEqualTo(new Answer.Problem(413, "/problems/payload-too-large", ""));
    }

    @Test
    void a_body_of_exactly_16_kb_is_read_whether_or_not_it_says_how_long_it_is() {
        var request = "{\"policy\":\"nobody\",\"key\":\"eve\"}";
        var body = " ".repeat(MAX_BYTES - request.length()) + request;

        assertThat(client.post("/v1/decisions", body).problem().field()).isEqualTo("policy");
        assertThat(client.postChunked("/v1/decisions", body).problem().field()).isEqualTo("policy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/yaml",
                "application/x-www-form-urlencoded",
                "rubbish"
            })
    void another_content_type_than_json_is_415(String type) {
        var answer = client.with("Content-Type", type)
                .post("/v1/decisions", "{\"policy\":\"api\",\"key\":\"eve\",\"permits\":1}");

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(415, "/problems/unsupported-media-type", ""));
        assertThat(answer.header("Accept")).isEqualTo("application/json");
    }

    @Test
    void whoever_would_not_read_json_is_told_before_a_permit_is_taken() {
        var answer = client.with("Accept", "text/html").decide("api", "eve", 1);

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(406, "/problems/not-acceptable", ""));
    }

    private double decided() {
        return meters.get("ratelimiter.decisions").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
