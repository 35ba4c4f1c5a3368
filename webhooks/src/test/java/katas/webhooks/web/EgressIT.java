package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import katas.webhooks.Ids;
import katas.webhooks.egress.TargetUrl;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoint.State.Enabled;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.endpoint.EventFilter;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.receiver.Mode;
import katas.webhooks.receiver.PlayedReceiver;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a tenant sees of attempts that were refused, and of answers that were bad. */
@RunningService
class EgressIT {
    private final Tenant tenant;
    private final Endpoints endpoints;
    private final Ids ids;

    EgressIT(@LocalServerPort int port, @Autowired Endpoints endpoints, @Autowired Ids ids) {
        this.tenant = Tenant.at(port);
        this.endpoints = endpoints;
        this.ids = ids;
    }

    @Test
    void what_is_refused_at_sending_is_in_the_attempt_log_with_the_reason() {
        // as if it had been saved while its address was another, or was allowed
        endpoints.create(
                new Endpoint(
                        ids.next("ep"),
                        tenant.name,
                        1,
                        TargetUrl.parse("http://10.0.0.1/hooks"),
                        List.of(new EventFilter("*")),
                        null,
                        false,
                        false,
                        new Enabled(),
                        Instant.now()),
                SigningKeys.draw(false, new SecureRandom()));

        var attempt = firstAttempt(tenant.message());

        assertThat(attempt.get("answer").stringValue()).isEqualTo("denied");
        assertThat(attempt.get("detail").stringValue())
                .isEqualTo("10.0.0.1 is no public address: private use, 10.0.0.0/8");
        assertThat(attempt.has("status")).isFalse();
    }

    @Test
    void a_redirect_is_a_failure_and_an_endless_answer_is_cut() {
        try (var played = PlayedReceiver.start(InstantSource.system())) {
            assertThat(firstAttempt(played, Mode.REDIRECT).get("status").intValue())
                    .isEqualTo(302);

            var huge = firstAttempt(played, Mode.HUGE);
            assertThat(huge.get("status").intValue()).isEqualTo(200);
            assertThat(huge.get("cut").booleanValue()).isTrue();
            assertThat(huge.get("body").stringValue()).hasSize(16 * 1_024).startsWith("all work and no play ");
        }
    }

    private JsonNode firstAttempt(PlayedReceiver played, Mode mode) {
        var endpoint = tenant.endpoint("{\"url\":\"%s\",\"eventTypes\":[\"*\"]}".formatted(played.url("shop")));
        played.behave("shop", endpoint.get("secret").stringValue(), mode);
        var attempt = firstAttempt(tenant.message());
        tenant.client.delete("/v1/endpoints/" + endpoint.get("id").stringValue());
        return attempt;
    }

    private JsonNode firstAttempt(String message) {
        var path = "/v1/messages/" + message + "/attempts";
        await().atMost(Tenant.PATIENCE)
                .until(() -> !tenant.client.get(path).json().get("items").isEmpty());
        return tenant.client.get(path).json().get("items").get(0);
    }
}
