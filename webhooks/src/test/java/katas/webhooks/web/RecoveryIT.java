package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What did not arrive, or is wanted once more. */
@RunningService
class RecoveryIT {
    private static final String PATH = "/v1/messages";
    private static final Answer.Problem ABSENT = new Answer.Problem(404, "/problems/not-found", "");

    private final Tenant tenant;
    private final Hook hook = new Hook();

    RecoveryIT(@LocalServerPort int port) {
        this.tenant = Tenant.at(port);
    }

    @AfterEach
    void close() {
        hook.close();
    }

    @Test
    void a_resend_keeps_the_id_and_makes_a_new_attempt_that_says_why() {
        var endpoint = tenant.endpoint(hook.wanting("*")).get("id").stringValue();
        var id = tenant.message();
        tenant.delivered(id);

        var again = tenant.client.post(PATH + "/" + id + "/resend");

        assertThat(again.status()).as(again.body()).isEqualTo(202);
        assertThat(again.body()).isEqualTo("{\"deliveries\":1}");
        await().atMost(Tenant.PATIENCE).until(() -> tenant.attempts(id), attempts -> attempts.size() == 2);
        assertThat(tenant.attempts(id))
                .extracting(attempt -> attempt.get("cause").stringValue())
                .containsExactly("live", "resend");
        assertThat(hook.ids()).containsExactly(id, id);
        assertThat(tenant.client
                        .post(PATH + "/" + id + "/resend", "{\"endpoint\":\"%s\"}".formatted(endpoint))
                        .body())
                .isEqualTo("{\"deliveries\":1}");
    }

    @Test
    void a_resend_to_an_endpoint_that_the_message_never_went_to_is_404() {
        tenant.endpoint(hook.wanting("order.*"));
        var other = tenant.endpoint().get("id").stringValue();
        var id = tenant.message();
        tenant.delivered(id);

        var refused = tenant.client.post(PATH + "/" + id + "/resend", "{\"endpoint\":\"%s\"}".formatted(other));

        assertThat(refused.problem()).isEqualTo(ABSENT);
    }

    @Test
    void a_replay_sends_again_what_came_since_a_time_and_nothing_of_before() {
        var endpoint = tenant.endpoint(hook.wanting("*")).get("id").stringValue();
        var early = tenant.message();
        tenant.delivered(early);
        var late = tenant.message();
        tenant.delivered(late);
        var since =
                tenant.client.get(PATH + "/" + late).json().get("acceptedAt").stringValue();

        var again = tenant.client.post("/v1/endpoints/" + endpoint + "/replay", "{\"since\":\"%s\"}".formatted(since));

        assertThat(again.status()).as(again.body()).isEqualTo(202);
        assertThat(again.body()).isEqualTo("{\"deliveries\":1,\"next\":null}");
        await().atMost(Tenant.PATIENCE).until(() -> tenant.attempts(late), attempts -> attempts.size() == 2);
        assertThat(tenant.attempts(late).getLast().get("cause").stringValue()).isEqualTo("replay");
        assertThat(hook.ids()).containsExactly(early, late, late);
    }

    @Test
    void a_replay_goes_on_where_a_cursor_says_and_no_further_than_it_says() {
        var endpoint = tenant.endpoint(hook.wanting("*")).get("id").stringValue();
        var sent = List.of(delivered(), delivered(), delivered());
        var replay = "/v1/endpoints/" + endpoint + "/replay?cursor=";
        var since = "{\"since\":\"2020-01-01T00:00:00Z\"}";
        var until = acceptedMillis(sent.get(1));

        var cursor = cursor(until, acceptedMillis(sent.get(0)), sent.get(0), endpoint);

        var rest = tenant.client.post(replay + cursor, since);
        var malformed = tenant.client.post(replay + "bWU", since);
        var ofAnotherTime = tenant.client.post(replay + cursor, "{\"since\":\"2020-01-01T00:00:01Z\"}");
        var another = tenant.endpoint().get("id").stringValue();
        var ofAnother = tenant.client.post("/v1/endpoints/" + another + "/replay?cursor=" + cursor, since);

        assertThat(rest.body()).isEqualTo("{\"deliveries\":1,\"next\":null}");
        await().atMost(Tenant.PATIENCE).until(() -> tenant.attempts(sent.get(1)).size() == 2);
        assertThat(hook.ids()).containsExactlyInAnyOrder(sent.get(0), sent.get(1), sent.get(1), sent.get(2));
        assertThat(List.of(malformed, ofAnotherTime, ofAnother))
                .extracting(Answer::problem)
                .containsOnly(new Answer.Problem(400, "/problems/invalid-request", "cursor"));
    }

    /** Returns a message that was accepted in a moment of its own. */
    private String delivered() {
        var message = tenant.message();
        tenant.delivered(message);
        return message;
    }

    private long acceptedMillis(String message) {
        return Instant.parse(tenant.client
                        .get(PATH + "/" + message)
                        .json()
                        .get("acceptedAt")
                        .stringValue())
                .toEpochMilli();
    }

    private static String cursor(long until, long since, String after, String endpoint) {
        var begin = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
        return Cursors.write("%d.%d.%s.%s.%d".formatted(until, since, after, endpoint, begin));
    }

    @Test
    void what_fails_too_often_is_a_dead_letter_until_it_is_sent_again() {
        hook.answer(500);
        var endpoint = tenant.endpoint(hook.wanting("*")).get("id").stringValue();
        var id = tenant.message();

        var dead = await().atMost(Tenant.PATIENCE)
                .until(this::deadLetters, letters -> letters.size() == 1)
                .getFirst();

        var letter = id + "." + endpoint;
        assertThat(dead.get("id").stringValue()).isEqualTo(letter);
        assertThat(dead.get("message").stringValue()).isEqualTo(id);
        assertThat(dead.get("endpoint").stringValue()).isEqualTo(endpoint);
        assertThat(dead.get("attempts").intValue()).isEqualTo(3);
        assertThat(tenant.state(id)).isEqualTo("dead");
        assertThat(tenant.attempts(id))
                .extracting(attempt -> attempt.get("status").intValue())
                .containsExactly(500, 500, 500);
        assertThat(tenant.neighbour().client.get("/v1/dead-letters").json().get("items"))
                .isEmpty();
        assertThat(tenant.neighbour()
                        .client
                        .post("/v1/dead-letters/" + letter + "/redrive")
                        .problem())
                .isEqualTo(ABSENT);

        hook.answer(200);
        var redriven = tenant.client.post("/v1/dead-letters/" + letter + "/redrive");

        assertThat(redriven.status()).as(redriven.body()).isEqualTo(202);
        tenant.delivered(id);
        assertThat(tenant.attempts(id).getLast().get("cause").stringValue()).isEqualTo("redrive");
        assertThat(deadLetters()).isEmpty();
        assertThat(tenant.client.post("/v1/dead-letters/" + letter + "/redrive").problem())
                .isEqualTo(ABSENT);
    }

    @Test
    void what_comes_while_an_endpoint_is_disabled_waits_for_its_owner_to_catch_up() {
        var endpoint =
                "/v1/endpoints/" + tenant.endpoint(hook.wanting("*")).get("id").stringValue();
        tenant.client.patch(endpoint, "{\"state\":\"disabled\"}");
        var id = tenant.message();
        await().atMost(Tenant.PATIENCE)
                .until(() -> tenant.client.get(endpoint).json().get("waiting").intValue() == 1);
        assertThat(hook.calls()).isEmpty();

        var enabled = tenant.client.post(endpoint + "/enable", "{\"catchUp\":true}");

        assertThat(enabled.body()).isEqualTo("{\"waited\":1,\"catchUp\":true}");
        tenant.delivered(id);
        assertThat(tenant.attempts(id).getLast().get("cause").stringValue()).isEqualTo("catch-up");
        assertThat(tenant.client.get(endpoint).json().get("waiting").intValue()).isZero();
    }

    @Test
    void who_does_not_want_to_catch_up_finds_what_waited_among_the_dead_letters() {
        var endpoint =
                "/v1/endpoints/" + tenant.endpoint(hook.wanting("*")).get("id").stringValue();
        tenant.client.patch(endpoint, "{\"state\":\"disabled\"}");
        var id = tenant.message();
        await().atMost(Tenant.PATIENCE)
                .until(() -> tenant.client.get(endpoint).json().get("waiting").intValue() == 1);

        tenant.client.post(endpoint + "/enable", "{\"catchUp\":false}");

        assertThat(deadLetters())
                .extracting(letter -> letter.get("message").stringValue())
                .containsExactly(id);
        assertThat(hook.calls()).isEmpty();
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_and_says_so() {
        hook.answer(410);
        var endpoint =
                "/v1/endpoints/" + tenant.endpoint(hook.wanting("*")).get("id").stringValue();

        var id = tenant.message();

        await().atMost(Tenant.PATIENCE).until(() -> tenant.state(id).equals("dead"));
        var shown = tenant.client.get(endpoint).json();
        assertThat(shown.get("state").stringValue()).isEqualTo("disabled");
        assertThat(shown.get("reason").stringValue()).isEqualTo("gone");
    }

    private List<JsonNode> deadLetters() {
        return tenant.client
                .get("/v1/dead-letters")
                .json()
                .get("items")
                .valueStream()
                .toList();
    }
}
