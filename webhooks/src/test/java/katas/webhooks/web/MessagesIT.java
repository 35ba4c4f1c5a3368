package katas.webhooks.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.testing.RedisHandle;
import katas.webhooks.message.Payload;
import katas.webhooks.redis.RedisReplica;
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

        assertThat(tenant.delivered(id).get("attempts").intValue()).isEqualTo(1);
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
        tenant.delivered(id);
        // what was said after it has arrived, so nothing of before is on its way
        tenant.delivered(tenant.message());
        assertThat(hook.ids().stream().filter(id::equals)).hasSize(1);
        assertThat(tenant.attempts(id)).hasSize(1);
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
        tenant.delivered(last);
        tenant.delivered(first.json().get("id").stringValue());
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
        tenant.delivered(id);
        var shown = tenant.client.get(PATH + "/" + id);
        assertThat(shown.json().propertyNames()).containsExactly("id", "eventType", "key", "acceptedAt", "deliveries");
        assertThat(shown.json().get("eventType").stringValue()).isEqualTo("order.paid");
        assertThat(shown.json().get("key").stringValue()).isEqualTo("7");
        assertThat(Instant.parse(shown.json().get("acceptedAt").stringValue()))
                .isBetween(before.minusMillis(1), Instant.now());
        assertThat(shown.json().get("deliveries").toString())
                .isEqualTo("[{\"endpoint\":%s,\"state\":\"delivered\",\"attempts\":1}]".formatted(wanting.get("id")));
        var attempt = tenant.attempts(id).getFirst();
        assertThat(attempt.get("id").stringValue()).matches("att_[0-9a-z]{26}");
        assertThat(attempt.get("endpoint")).isEqualTo(wanting.get("id"));
        assertThat(attempt.get("number").intValue()).isEqualTo(1);
        assertThat(attempt.get("cause").stringValue()).isEqualTo("live");
        assertThat(attempt.get("answer").stringValue()).isEqualTo("answered");
        assertThat(attempt.get("status").intValue()).isEqualTo(204);
    }

    @Test
    void pages_of_attempts_go_on_where_the_last_ended() {
        hook.answer(500);
        tenant.endpoint(hook.wanting("*"));
        var id = tenant.message();
        await().atMost(Tenant.PATIENCE).until(() -> tenant.state(id).equals("dead"));

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

        tenant.delivered(sent.json().get("id").stringValue());
        assertThat(hook.calls().getFirst().traceparent()).startsWith("00-" + trace + "-");
    }

    private static List<Integer> numbers(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(attempt -> attempt.get("number").intValue())
                .toList();
    }

    @Test
    void a_message_is_shown_without_its_payload_being_loaded(RedisHandle redis) {
        var id = tenant.message("{\"eventType\":\"order.paid\",\"payload\":\"%s\"}".formatted("x".repeat(250_000)));
        try (var replica = RedisReplica.of(redis)) {
            long before = sentBy(replica);

            for (int time = 0; time < 10; time++) {
                assertThat(tenant.client.get(PATH + "/" + id).status()).isEqualTo(200);
                assertThat(tenant.client.get(PATH + "/" + id + "/attempts").status())
                        .isEqualTo(200);
            }

            assertThat(sentBy(replica) - before).isLessThan(250_000);
        }
    }

    /** Returns how many bytes Redis has sent to anybody. */
    private static long sentBy(RedisReplica replica) {
        return replica.link()
                .<String>call(commands -> commands.info("stats"))
                .lines()
                .filter(line -> line.startsWith("total_net_output_bytes:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
                .sum();
    }
}
