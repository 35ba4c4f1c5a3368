package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import katas.webhooks.receiver.Mode;
import katas.webhooks.receiver.PlayedReceiver;
import katas.webhooks.receiver.Received.Finding;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What signs messages, and what is in them, is in no log: whatever goes right or wrong meanwhile. */
@RunningService
class SecretsIT {
    private static final String MARKER = "marker-in-a-payload";

    private final Tenant tenant;
    private final List<String> secrets = new ArrayList<>();

    SecretsIT(@LocalServerPort int port) {
        this.tenant = Tenant.at(port);
    }

    @Test
    void neither_secrets_nor_keys_nor_payloads_are_logged() {
        try (var log = new LogRecord();
                var played = PlayedReceiver.start(InstantSource.system())) {
            LoggerFactory.getLogger("katas.webhooks.web").debug("this is recorded");
            everythingThatUsesSecrets(played);

            assertThat(log.text())
                    .contains("this is recorded")
                    .doesNotContain(secrets)
                    .doesNotContain("whsk_")
                    .doesNotContain(MARKER)
                    .doesNotContain("key-of-" + tenant.name);
        }
    }

    @Test
    void a_secret_is_not_logged_even_where_every_answer_is() {
        var answers = (Logger) LoggerFactory.getLogger("org.springframework.web");
        answers.setLevel(Level.DEBUG);
        try (var log = new LogRecord();
                var played = PlayedReceiver.start(InstantSource.system())) {
            everythingThatUsesSecrets(played);

            assertThat(log.text()).contains("Writing [").doesNotContain(secrets).doesNotContain("whsk_");
        } finally {
            answers.setLevel(null);
        }
    }

    /** Signs and rotates and is refused and denied, and fails. */
    private void everythingThatUsesSecrets(PlayedReceiver played) {
        var good = endpoint(played.url("good").toString());
        played.behave("good", good.get("secret").stringValue(), Mode.OK);
        var breaking = endpoint(played.url("breaking").toString());
        played.behave("breaking", breaking.get("secret").stringValue(), Mode.RESET);
        played.behave("unbelieving", secretOf(endpoint("http://127.0.0.1:9/")), Mode.OK);
        endpoint(played.url("unbelieving").toString());
        var rotated = tenant.client.post("/v1/endpoints/" + good.get("id").stringValue() + "/secret/rotate");
        remember(rotated.json());
        tenant.client.as("key-of-nobody").post("/v1/endpoints/" + good.get("id").stringValue() + "/secret/rotate");

        tenant.message("{\"eventType\":\"order.paid\",\"payload\":{\"secret\":\"%s\"}}".formatted(MARKER));

        await().atMost(Tenant.PATIENCE).untilAsserted(() -> {
            assertThat(findings(played, "good")).contains(Finding.ACCEPTED);
            assertThat(findings(played, "breaking")).contains(Finding.ACCEPTED, Finding.REPEATED);
            assertThat(findings(played, "unbelieving")).contains(Finding.NOT_SIGNED);
        });
    }

    private JsonNode endpoint(String url) {
        var created = tenant.endpoint("{\"url\":\"%s\",\"eventTypes\":[\"*\"],\"asymmetric\":true}".formatted(url));
        remember(created);
        return created;
    }

    private void remember(JsonNode keys) {
        // with its prefix and without it
        secrets.add(secretOf(keys));
        secrets.add(secretOf(keys).substring("whsec_".length()));
    }

    private static String secretOf(JsonNode keys) {
        return keys.get("secret").stringValue();
    }

    private static List<Finding> findings(PlayedReceiver played, String receiver) {
        return played.calls().stream()
                .filter(call -> call.receiver().equals(receiver))
                .map(call -> call.received().finding())
                .toList();
    }
}
