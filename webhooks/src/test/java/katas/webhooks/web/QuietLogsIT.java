package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Neither secrets nor payloads nor what else somebody sends is logged, not even at DEBUG. */
@RunningService
class QuietLogsIT {
    private static final String MARKER = "marker-of-a-caller";
    private static final String WRONG_KEY = "wrong-key-of-a-caller";

    private final int port;

    QuietLogsIT(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void neither_keys_nor_secrets_nor_anything_that_a_caller_sends_is_logged() {
        try (var log = new LogRecord();
                var hook = new Hook();
                var failing = new Hook()) {
            LoggerFactory.getLogger("katas.webhooks.web").debug("this is recorded");
            var tenant = Tenant.at(port);
            var created = tenant.endpoint(
                    "{\"url\":\"%s/%s\",\"eventTypes\":[\"*\"],\"asymmetric\":true}".formatted(hook.url(), MARKER));
            failing.answer(500);
            tenant.endpoint("{\"url\":\"%s/%s\",\"eventTypes\":[\"*\"]}".formatted(failing.url(), MARKER));
            var path = "/v1/endpoints/" + created.get("id").stringValue();
            var rotated = tenant.client.post(path + "/secret/rotate").json();

            var sent = tenant.client
                    .with("Idempotency-Key", MARKER)
                    .post(
                            "/v1/messages",
                            "{\"eventType\":\"order.paid\",\"payload\":{\"%s\":1},\"key\":\"%s\"}"
                                    .formatted(MARKER, MARKER));

            assertThat(sent.status()).isEqualTo(202);
            await().atMost(Tenant.PATIENCE)
                    .until(() -> !hook.calls().isEmpty() && failing.calls().size() == 3);
            sendMarkers(tenant.client, path, sent.json().get("id").stringValue());
            sendMarkers(ServiceClient.anonymous(port), path, MARKER);
            sendMarkers(ServiceClient.anonymous(port).as(WRONG_KEY), path, MARKER);

            assertThat(log.text())
                    .contains("this is recorded")
                    .doesNotContain(MARKER)
                    .doesNotContain(created.get("secret").stringValue())
                    .doesNotContain(rotated.get("secret").stringValue())
                    .doesNotContain("whsec_")
                    .doesNotContain("whsk_")
                    .doesNotContain("key-of-tenant")
                    .doesNotContain(WRONG_KEY);
        }
    }

    @Test
    void what_fails_unexpectedly_is_logged_with_its_cause() {
        try (var log = new LogRecord()) {
            ServiceClient.anonymous(port).as("demo-key").get("/v1/failing");

            assertThat(log.text()).contains("IllegalStateException: " + Probes.SECRET_OF_A_FAILURE);
        }
    }

    private static void sendMarkers(ServiceClient caller, String endpoint, String message) {
        var quoted = "\"" + MARKER + "\"";
        var names = List.of("url", "eventTypes", "rateLimit", "ordered", "asymmetric", MARKER);
        for (var name : names) {
            caller.post("/v1/endpoints", "{\"%s\":%s}".formatted(name, quoted));
            caller.patch(endpoint, "{\"%s\":%s}".formatted(name, quoted));
        }
        for (var name : List.of("eventType", "payload", "key", MARKER)) {
            caller.post("/v1/messages", "{\"%s\":%s}".formatted(name, quoted));
        }
        caller.post("/v1/messages", "{" + MARKER);
        caller.post(
                "/v1/endpoints",
                "{\"url\":\"http://user:%s@%s.invalid/\",\"eventTypes\":[\"a\"]}".formatted(MARKER, MARKER));
        caller.post("/v1/endpoints", "{\"url\":\"http://%s.invalid/\",\"eventTypes\":[\"a\"]}".formatted(MARKER));
        caller.with("Content-Type", "text/plain").post("/v1/messages", MARKER);
        caller.with("Idempotency-Key", MARKER + "\t").post("/v1/messages", "{}");
        caller.with("If-Match", MARKER).patch(endpoint, "{}");
        caller.with("Last-Event-ID", MARKER).get("/v1/events");
        caller.post(endpoint + "/replay", "{\"since\":%s}".formatted(quoted));
        caller.post(endpoint + "/enable", "{\"catchUp\":%s}".formatted(quoted));
        caller.post("/v1/messages/" + message + "/resend", "{\"endpoint\":%s}".formatted(quoted));
        caller.get("/v1/messages/" + MARKER);
        caller.get("/v1/endpoints/" + MARKER);
        caller.get("/v1/endpoints?cursor=" + MARKER);
        caller.get("/v1/endpoints?limit=" + MARKER);
        caller.post("/v1/dead-letters/" + MARKER + "/redrive");
        caller.get("/" + MARKER + "?" + MARKER);
    }
}
