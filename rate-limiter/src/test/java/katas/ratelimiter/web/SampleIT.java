package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The filter before the sample endpoint: whoever is not told from somebody else shares a quota with him. */
@RunningService
class SampleIT {
    private static final String SAMPLE = "/v1/sample";
    private static final int LIMIT = 3;

    private final ServiceClient anonymous;

    SampleIT(@LocalServerPort int port) {
        this.anonymous = ServiceClient.anonymous(port);
    }

    @BeforeEach
    void limit_the_sample_without_refill() {
        var admin = anonymous.as("demo-admin-key");
        admin.put("/v1/policies/sample", """
                {"algorithm":"sliding-window-log","limits":[{"permits":%d,"window":"PT1H"}]}""".formatted(LIMIT));
        admin.delete("/v1/policies/sample/keys/address:127.0.0.1");
    }

    @Test
    void lets_the_limit_through_and_then_says_when_to_come_back() {
        var answers = IntStream.rangeClosed(0, LIMIT)
                .mapToObj(_ -> anonymous.get(SAMPLE))
                .toList();

        assertThat(answers).extracting(Answer::status).containsExactly(200, 200, 200, 429);
        assertThat(answers)
                .extracting(answer -> answer.header("RateLimit-Policy"))
                .containsOnly("\"sample\";q=3;w=3600");
        assertThat(answers)
                .extracting(answer -> answer.header("RateLimit").replaceFirst(";t=.*", ""))
                .containsExactly("\"sample\";r=2", "\"sample\";r=1", "\"sample\";r=0", "\"sample\";r=0");
        assertThat(answers.getFirst().json().get("message").stringValue()).isEqualTo("you were let through");
        assertThat(answers.getLast().problem().type()).endsWith("#quota-exceeded");
        assertThat(Integer.parseInt(answers.getLast().header("Retry-After"))).isBetween(3_590, 3_600);
    }

    @Test
    void each_key_has_a_quota_of_its_own_and_the_address_another() {
        spendAll(anonymous.as("demo-key"));

        assertThat(anonymous.as("demo-key").get(SAMPLE).status()).isEqualTo(429);
        assertThat(anonymous.as("demo-key-2").get(SAMPLE).status()).isEqualTo(200);
        assertThat(anonymous.get(SAMPLE).status()).isEqualTo(200);
    }

    @Test
    void a_forwarding_header_buys_nobody_another_quota() {
        spendAll(anonymous);

        assertThat(anonymous.with("X-Forwarded-For", "203.0.113.7").get(SAMPLE).status())
                .isEqualTo(429);
        assertThat(anonymous.with("Forwarded", "for=203.0.113.7").get(SAMPLE).status())
                .isEqualTo(429);
        assertThat(anonymous.with("X-Real-IP", "203.0.113.7").get(SAMPLE).status())
                .isEqualTo(429);
    }

    @Test
    void another_spelling_of_the_path_is_no_way_round_the_filter() {
        spendAll(anonymous);

        assertThat(anonymous.get("/v1/%73ample").status()).isEqualTo(429);
        assertThat(anonymous.get("/v1/sample?x=1").status()).isEqualTo(429);
        assertThat(anonymous.get("/v1/./sample").status()).isEqualTo(400);
        assertThat(anonymous.get("/v1//sample").status()).isEqualTo(400);
        assertThat(anonymous.get("/v1/sample;x=1").status()).isIn(400, 429);
        assertThat(anonymous.get("/v1%2Fsample").status()).isIn(401, 404);
        assertThat(anonymous.get("/v1/sample/").status()).isIn(401, 404);
    }

    private static void spendAll(ServiceClient caller) {
        for (int i = 0; i < LIMIT; i++) {
            caller.get(SAMPLE);
        }
    }
}
