package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import katas.webhooks.message.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Messages that cannot be meant. */
@RunningService
class BadMessageIT extends BadInput {
    BadMessageIT(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"payload":1}                                       | eventType
            {"eventType":"order.paid"}                          | payload
            {"eventType":"Order","payload":1}                   | eventType
            {"eventType":"a","payload":nope}                    | body
            {"eventType":"a","payload":{"a":}}                  | body
            {"eventType":"a","payload":1,"tenant":"demo"}       | tenant
            {"eventType":"a","payload":1,"key":"a b"}           | key
            {"eventType":"a","payload":1,"payload":2}           | payload
            not JSON at all                                     | body
            """)
    void a_malformed_message_is_400_and_names_the_field(String body, String field) {
        var key = "of-" + body.hashCode();

        assertRefused(client.with("Idempotency-Key", key).post("/v1/messages", body), field);

        // the key was not claimed for what was refused
        assertThat(client.with("Idempotency-Key", key)
                        .post("/v1/messages", MESSAGE)
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b"})
    void an_idempotency_key_that_is_none_is_400(String key) {
        assertRefused(client.with("Idempotency-Key", key).post("/v1/messages", MESSAGE), "Idempotency-Key");
    }

    @Test
    void an_idempotency_key_of_256_characters_is_400_and_not_quoted_and_one_of_255_is_not() {
        var refused = client.with("Idempotency-Key", "k".repeat(256)).post("/v1/messages", MESSAGE);

        assertRefused(refused, "Idempotency-Key");
        assertThat(refused.body()).hasSizeLessThan(500);
        assertThat(client.with("Idempotency-Key", "k".repeat(255))
                        .post("/v1/messages", MESSAGE)
                        .status())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"eventType\"", "not JSON at all", MESSAGE})
    void a_message_over_its_limit_is_413_however_it_begins_and_whether_or_not_it_says_how_long_it_is(String beginning) {
        var body = beginning + " ".repeat(BodyLimit.MAX_MESSAGE_BYTES + 1 - beginning.length());
        var tooLarge = new Answer.Problem(413, "/problems/payload-too-large", "");

        assertThat(client.post("/v1/messages", body).problem()).isEqualTo(tooLarge);
        assertThat(client.postChunked("/v1/messages", body).problem()).isEqualTo(tooLarge);
    }

    @Test
    void a_payload_of_262145_bytes_is_413_and_one_of_262144_is_not() {
        var longest = "\"" + "x".repeat(Payload.MAX_BYTES - 2) + "\"";

        var taken = client.post("/v1/messages", "{\"eventType\":\"a\",\"payload\":%s}".formatted(longest));
        var refused = client.post(
                "/v1/messages", "{\"eventType\":\"a\",\"payload\":%s}".formatted(longest.replaceFirst("x", "xx")));

        assertThat(taken.status()).isEqualTo(202);
        assertThat(refused.problem()).isEqualTo(new Answer.Problem(413, "/problems/payload-too-large", ""));
        assertThat(refused.json().get("detail").stringValue()).isEqualTo("the payload has more than 262144 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "msg_" + ID, "MSG_" + ID, "ep_" + ID, "%7B07%7D"})
    void a_message_that_is_not_there_is_404(String id) {
        assertThat(List.of(
                        client.get("/v1/messages/" + id),
                        client.get("/v1/messages/" + id + "/attempts"),
                        client.post("/v1/messages/" + id + "/resend")))
                .extracting(Answer::problem)
                .containsOnly(ABSENT);
    }
}
