package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Neither keys nor payloads are logged, not even at DEBUG. */
@RunningService
class QuietLogsIT {
    private static final String MARKER = "marker-of-a-caller";
    private static final String WRONG_KEY = "wrong-key-of-a-caller";

    private final ServiceClient anonymous;

    QuietLogsIT(@LocalServerPort int port) {
        this.anonymous = ServiceClient.anonymous(port);
    }

    @Test
    void neither_api_keys_nor_anything_that_a_caller_sends_is_logged() {
        try (var log = new LogRecord()) {
            LoggerFactory.getLogger("katas.ratelimiter.web").debug("this is recorded");
            List.of(anonymous, anonymous.as("demo-key"), anonymous.as("demo-admin-key"), anonymous.as(WRONG_KEY))
                    .forEach(QuietLogsIT::sendMarkers);

            assertThat(log.text())
                    .contains("this is recorded")
                    .doesNotContain(MARKER)
                    .doesNotContain("demo-key")
                    .doesNotContain("demo-admin-key")
                    .doesNotContain(WRONG_KEY);
        }
    }

    @Test
    void what_fails_unexpectedly_is_logged_with_its_cause() {
        try (var log = new LogRecord()) {
            anonymous.as("demo-key").get("/failing");

            assertThat(log.text()).contains("IllegalStateException: " + Probes.SECRET_OF_A_FAILURE);
        }
    }

    private static void sendMarkers(ServiceClient caller) {
        caller.decide("api", MARKER, 1);
        caller.decide("api", MARKER, 101);
        caller.decide(MARKER, "alice", 1);
        caller.post("/v1/decisions", "{\"" + MARKER + "\":1}");
        caller.post("/v1/decisions", "{\"permits\":\"" + MARKER + "\"}");
        caller.post("/v1/decisions", "{" + MARKER);
        caller.put("/v1/policies/" + MARKER, "{\"limits\":[{\"permits\":1,\"window\":\"" + MARKER + "\"}]}");
        caller.get("/v1/policies/api/keys/" + MARKER);
        caller.get("/v1/policies/" + MARKER);
        caller.delete("/v1/policies/api/keys/" + MARKER);
        caller.get("/v1/policies/api/keys/" + MARKER + ";");
        caller.get("/v1/sample?" + MARKER);
        caller.with("X-Forwarded-For", MARKER).get("/v1/sample");
        caller.with("Content-Type", "text/plain").post("/v1/decisions", MARKER);
    }
}
