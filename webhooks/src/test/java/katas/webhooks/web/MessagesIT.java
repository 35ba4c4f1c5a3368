package katas.webhooks.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.webhooks.message.Payload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Messages from their sender's request to their endpoints, and again. */
@RunningService
class MessagesIT {
    private static final String PATH = "/v1/messages";
    private static final Answer.Problem ABSENT = new Answer.Problem(404, "/problems/not-found", "");

    private final Tenant tenant;
    private final Hook hook = new Hook();

    MessagesIT(@LocalServerPort int port) {
        this.tenant = Tenant.at(port);
    }

    @AfterEach
    void close() {
        hook.close();
    }

    @Test
    void a_payload_arrives_as_it_was_sent_byte_by_byte() {
        tenant.endpoint(hook.wanting("*"));
        var payloads = List.of(
                "{ \"b\" : 1.0 ,\n\t\"a\":1e2,  \"a\" : \"\\u00e9é😀\\/\" }",
                "[1,2 , 3.10]",
                "\"\"",
                "null",
                "-0",
                "\"" + "é".repeat(Payload.MAX_BYTES / 2 - 1) + "\"");

        var sent = payloads.stream()
                .map(payload ->
                        tenant.message(" {\"eventType\" : \"order.paid\" ,\"payload\":  %s }".formatted(payload)))
                .toList();

        await().atMost(Tenant.PATIENCE).until(() -> hook.ids().containsAll(sent));
        assertThat(hook.calls()).allSatisfy(call -> {
            assertThat(call.contentType()).isEqualTo("application/json");
            assertThat(call.bytes())
                    .isEqualTo(new String(payloads.get(sent.indexOf(call.id())).getBytes(UTF_8), ISO_8859_1));
        });
    }

    @Test
    void the_sample_receiver_believes_what_it_is_sent(@Value("${katas.webhooks.receiver.port}") int receivers) {
        var receiver = ServiceClient.anonymous(receivers);
        var created =
                tenant.endpoint("{\"url\":\"http://localhost:%d/hooks/%s\",\"eventTypes\":[\"*\"],\"asymmetric\":true}"
                        .formatted(receivers, tenant.name));
        receiver.put(
                "/v1/receivers/" + tenant.name,
                "{\"secret\":\"%s\"}".formatted(created.get("secret").stringValue()));
        var payload = "{\"order\": 7,  \"total\": 19.90, \"name\": \"é\"}";

        var id = tenant.message("{\"eventType\":\"order.paid\",\"payload\":%s}".formatted(payload));

        assertThat(delivered(id).get("attempts").intValue()).isEqualTo(1);
        var call =
                receiver.get("/v1/receivers/" + tenant.name).json().get("last").get(0);
        assertThat(call.get("id").stringValue()).isEqualTo(id);
        assertThat(call.get("finding").stringValue()).isEqualTo("accepted");
        assertThat(call.get("beginning").stringValue()).isEqualTo(payload);
    }

    @Test
    void a_key_sent_fifty_times_is_one_message() {
        tenant.endpoint(hook.wanting("*"));
        var sender = tenant.client.with("Idempotency-Key", UUID.randomUUID().toString());

        List<Answer> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 50)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> sender.post(PATH, "{\"eventType\":\"order.paid\",\"payload\":{\"n\":1}}"), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(202);
        assertThat(answers)
                .extracting(Answer::body)
                .hasSize(50)
                .containsOnly(answers.getFirst().body());
        var id = answers.getFirst().json().get("id").stringValue();
        delivered(id);
        // what was said after it has arrived, so nothing of before is on its way
        delivered(tenant.message());
        assertThat(hook.ids().stream().filter(id::equals)).hasSize(1);
        assertThat(attempts(id)).hasSize(1);
    }

    @Test
    void a_key_that_was_used_for_another_message_is_422_and_nothing_is_sent() {
        tenant.endpoint(hook.wanting("*"));
        var sender = tenant.client.with("Idempotency-Key", "once");
        var first = sender.post(PATH, "{\"eventType\":\"order.paid\",\"payload\":{\"n\":1}}");
        var reused = new Answer.Problem(422, "/problems/idempotency-key-reused", "");

        assertThat(first.status()).isEqualTo(202);
        assertThat(Stream.of(
                        "{\"eventType\":\"order.paid\",\"payload\":{\"n\":2}}",
                        "{\"eventType\":\"order.paid\",\"payload\":{\"n\": 1}}",
                        "{\"eventType\":\"order.sold\",\"payload\":{\"n\":1}}",
                        "{\"eventType\":\"order.paid\",\"payload\":{\"n\":1},\"key\":\"k\"}"))
                .allSatisfy(
                        other -> assertThat(sender.post(PATH, other).problem()).isEqualTo(reused));
        var last = tenant.message();
        delivered(last);
        delivered(first.json().get("id").stringValue());
        assertThat(hook.ids()).containsExactlyInAnyOrder(first.json().get("id").stringValue(), last);
    }

    @Test
    void the_same_key_of_another_tenant_is_another_message() {
        var body = "{\"eventType\":\"order.paid\",\"payload\":1}";

        var ours = tenant.client.with("Idempotency-Key", "same").post(PATH, body);
        var theirs = tenant.neighbour().client.with("Idempotency-Key", "same").post(PATH, body);

        assertThat(theirs.status()).isEqualTo(202);
        assertThat(theirs.json().get("id")).isNotEqualTo(ours.json().get("id"));
    }

    @Test
    void without_a_key_each_request_is_a_message_of_its_own() {
        assertThat(tenant.message()).isNotEqualTo(tenant.message());
    }

    @Test
    void a_message_goes_to_the_endpoints_that_want_it_and_is_shown_at_its_location() {
        var before = Instant.now();
        var wanting = tenant.endpoint(hook.wanting("order.*"));
        tenant.endpoint(hook.wanting("refund.*"));

        var sent = tenant.client.post(PATH, "{\"eventType\":\"order.paid\",\"payload\":{},\"key\":\"7\"}");

        var id = sent.json().get("id").stringValue();
        assertThat(id).matches("msg_[0-9a-z]{26}");
        assertThat(sent.header("Location")).isEqualTo(PATH + "/" + id);
        delivered(id);
        var shown = tenant.client.get(PATH + "/" + id);
        assertThat(shown.json().propertyNames()).containsExactly("id", "eventType", "key", "acceptedAt", "deliveries");
        assertThat(shown.json().get("eventType").stringValue()).isEqualTo("order.paid");
        assertThat(shown.json().get("key").stringValue()).isEqualTo("7");
        assertThat(Instant.parse(shown.json().get("acceptedAt").stringValue()))
                .isBetween(before.minusMillis(1), Instant.now());
        assertThat(shown.json().get("deliveries").toString())
                .isEqualTo("[{\"endpoint\":%s,\"state\":\"delivered\",\"attempts\":1}]".formatted(wanting.get("id")));
        var attempt = attempts(id).getFirst();
        assertThat(attempt.get("id").stringValue()).matches("att_[0-9a-z]{26}");
        assertThat(attempt.get("endpoint")).isEqualTo(wanting.get("id"));
        assertThat(attempt.get("number").intValue()).isEqualTo(1);
        assertThat(attempt.get("cause").stringValue()).isEqualTo("live");
        assertThat(attempt.get("answer").stringValue()).isEqualTo("answered");
        assertThat(attempt.get("status").intValue()).isEqualTo(204);
    }

    @Test
    void a_resend_keeps_the_id_and_makes_a_new_attempt_that_says_why() {
        var endpoint = tenant.endpoint(hook.wanting("*")).get("id").stringValue();
        var id = tenant.message();
        delivered(id);

        var again = tenant.client.post(PATH + "/" + id + "/resend");

        assertThat(again.status()).as(again.body()).isEqualTo(202);
        assertThat(again.body()).isEqualTo("{\"deliveries\":1}");
        await().atMost(Tenant.PATIENCE).until(() -> attempts(id), attempts -> attempts.size() == 2);
        assertThat(attempts(id))
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
        delivered(id);

        var refused = tenant.client.post(PATH + "/" + id + "/resend", "{\"endpoint\":\"%s\"}".formatted(other));

        assertThat(refused.problem()).isEqualTo(ABSENT);
    }

    @Test
    void a_replay_sends_again_what_came_since_a_time_and_nothing_of_before() {
        var endpoint = tenant.endpoint(hook.wanting("*")).get("id").stringValue();
        var early = tenant.message();
        delivered(early);
        var late = tenant.message();
        delivered(late);
        var since =
                tenant.client.get(PATH + "/" + late).json().get("acceptedAt").stringValue();

        var again = tenant.client.post("/v1/endpoints/" + endpoint + "/replay", "{\"since\":\"%s\"}".formatted(since));

        assertThat(again.status()).as(again.body()).isEqualTo(202);
        assertThat(again.body()).isEqualTo("{\"deliveries\":1}");
        await().atMost(Tenant.PATIENCE).until(() -> attempts(late), attempts -> attempts.size() == 2);
        assertThat(attempts(late).getLast().get("cause").stringValue()).isEqualTo("replay");
        assertThat(hook.ids()).containsExactly(early, late, late);
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
        assertThat(state(id)).isEqualTo("dead");
        assertThat(attempts(id))
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
        delivered(id);
        assertThat(attempts(id).getLast().get("cause").stringValue()).isEqualTo("redrive");
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
        delivered(id);
        assertThat(attempts(id).getLast().get("cause").stringValue()).isEqualTo("catch-up");
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

        await().atMost(Tenant.PATIENCE).until(() -> state(id).equals("dead"));
        var shown = tenant.client.get(endpoint).json();
        assertThat(shown.get("state").stringValue()).isEqualTo("disabled");
        assertThat(shown.get("reason").stringValue()).isEqualTo("gone");
    }

    @Test
    void pages_of_attempts_go_on_where_the_last_ended() {
        hook.answer(500);
        tenant.endpoint(hook.wanting("*"));
        var id = tenant.message();
        await().atMost(Tenant.PATIENCE).until(() -> state(id).equals("dead"));

        var first = tenant.client.get(PATH + "/" + id + "/attempts?limit=2").json();
        var second = tenant.client
                .get(PATH + "/" + id + "/attempts?limit=2&cursor="
                        + first.get("next").stringValue())
                .json();

        assertThat(numbers(first)).containsExactly(1, 2);
        assertThat(numbers(second)).containsExactly(3);
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void another_tenants_message_is_404() {
        var id = tenant.message();
        var stranger = tenant.neighbour().client;

        assertThat(List.of(
                        stranger.get(PATH + "/" + id),
                        stranger.get(PATH + "/" + id + "/attempts"),
                        stranger.post(PATH + "/" + id + "/resend")))
                .extracting(Answer::problem)
                .containsOnly(ABSENT);
        assertThat(tenant.client.get(PATH + "/" + id).status()).isEqualTo(200);
    }

    @Test
    void an_attempt_carries_the_trace_of_the_request_that_brought_its_message() {
        tenant.endpoint(hook.wanting("*"));
        var trace = UUID.randomUUID().toString().replace("-", "");

        var sent = tenant.client
                .with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .post(PATH, "{\"eventType\":\"order.paid\",\"payload\":{}}");

        delivered(sent.json().get("id").stringValue());
        assertThat(hook.calls().getFirst().traceparent()).startsWith("00-" + trace + "-");
    }

    private JsonNode delivered(String id) {
        return await().atMost(Tenant.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> tenant.client
                                .get(PATH + "/" + id)
                                .json()
                                .path("deliveries")
                                .path(0),
                        delivery -> delivery.path("state").asString("").equals("delivered"));
    }

    private String state(String id) {
        return tenant.client
                .get(PATH + "/" + id)
                .json()
                .path("deliveries")
                .path(0)
                .path("state")
                .asString("");
    }

    private List<JsonNode> attempts(String id) {
        return tenant.client
                .get(PATH + "/" + id + "/attempts")
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private List<JsonNode> deadLetters() {
        return tenant.client
                .get("/v1/dead-letters")
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private static List<Integer> numbers(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(attempt -> attempt.get("number").intValue())
                .toList();
    }
}
