package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever else is wrong with what somebody sends. */
@RunningService
class BadInputIT extends BadInput {
    BadInputIT(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"url\"", "not JSON at all", "{}"})
    void any_other_body_over_32_kb_is_413(String beginning) {
        var body = beginning + " ".repeat(BodyLimit.MAX_BYTES + 1 - beginning.length());

        assertThat(client.post(PATH, body).problem().status()).isEqualTo(413);
        assertThat(client.postChunked(PATH, body).problem().status()).isEqualTo(413);
        assertThat(client.patch(endpoint, body).problem().status()).isEqualTo(413);
    }

    @Test
    void what_is_not_known_of_enabling_and_resending_is_400() {
        assertRefused(client.post(endpoint + "/enable", "{\"catchUp\":\"yes\"}"), "catchUp");
        assertRefused(client.post(endpoint + "/enable", "{\"catchup\":true}"), "catchup");
        assertRefused(client.post("/v1/messages/msg_" + ID + "/resend", "{\"to\":\"x\"}"), "to");
        assertRefused(client.post("/v1/messages/msg_" + ID + "/resend", "{\"endpoint\":\"x\"}"), "endpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/endpoints?limit=0, limit",
        "/v1/endpoints?limit=101, limit",
        "/v1/endpoints?limit=many, limit",
        "/v1/endpoints?cursor=nonsense, cursor",
        "/v1/endpoints?cursor=%21, cursor",
        "/v1/dead-letters?limit=-1, limit",
        "/v1/dead-letters?cursor=bXNnXzE, cursor",
        "/v1/messages/msg_00000000000000000000000000/attempts?limit=101, limit",
        "/v1/messages/msg_00000000000000000000000000/attempts?cursor=LTE, cursor",
        "/v1/messages/msg_00000000000000000000000000?cursor=x, cursor"
    })
    void a_page_that_is_none_is_400(String path, String field) {
        assertRefused(client.get(path), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "5", "1-1-1", "9999999999999999-0"})
    void a_last_event_id_that_is_none_is_400(String id) {
        assertRefused(
                client.with("Accept", "text/event-stream")
                        .with("Last-Event-ID", id)
                        .get("/v1/events"),
                "Last-Event-ID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "msg_" + ID, "msg_" + ID + ".ep_" + ID, "ep_" + ID + ".msg_" + ID})
    void a_dead_letter_that_is_not_there_is_404(String id) {
        assertThat(client.post("/v1/dead-letters/" + id + "/redrive").problem()).isEqualTo(ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "rubbish"})
    void another_content_type_than_json_is_415(String type) {
        var unsupported = new Answer.Problem(415, "/problems/unsupported-media-type", "");
        var caller = client.with("Content-Type", type);

        assertThat(caller.post("/v1/messages", MESSAGE).problem()).isEqualTo(unsupported);
        assertThat(caller.patch(endpoint, "{\"rateLimit\":1}").problem()).isEqualTo(unsupported);
    }

    @Test
    void whoever_would_not_read_json_is_told_before_anything_is_done() {
        var caller = client.with("Accept", "text/html");

        assertThat(caller.patch(endpoint, "{\"rateLimit\":1}").problem())
                .isEqualTo(new Answer.Problem(406, "/problems/not-acceptable", ""));
        assertThat(client.get(endpoint).header("ETag")).isEqualTo("\"1\"");
    }
}
