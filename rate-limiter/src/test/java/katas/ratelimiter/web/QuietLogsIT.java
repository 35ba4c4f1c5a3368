package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Neither keys nor payloads are logged, not even at DEBUG. */
@RunningService
@ExtendWith(OutputCaptureExtension.class)
class QuietLogsIT {
    private static final String MARKER = "marker-of-a-caller";
    private static final String WRONG_KEY = "wrong-key-of-a-caller";

    private final LoggingSystem logging = LoggingSystem.get(QuietLogsIT.class.getClassLoader());
    private final ServiceClient anonymous;

    QuietLogsIT(@LocalServerPort int port) {
        this.anonymous = ServiceClient.anonymous(port);
    }

    @BeforeEach
    void log_everything_of_ours() {
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.INFO);
        logging.setLogLevel("katas", LogLevel.DEBUG);
    }

    @AfterEach
    void log_as_before() {
        logging.setLogLevel("katas", null);
    }

    @Test
    void neither_api_keys_nor_anything_that_a_caller_sends_is_logged(CapturedOutput output) {
        LoggerFactory.getLogger("katas.ratelimiter.web").debug("the output is captured");
        for (var caller : new ServiceClient[] {
            anonymous, anonymous.as("demo-key"), anonymous.as("demo-admin-key"), anonymous.as(WRONG_KEY)
        }) {
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
            caller.get("/v1/sample?" + MARKER);
            caller.with("X-Forwarded-For", MARKER).get("/v1/sample");
            caller.with("Content-Type", "text/plain").post("/v1/decisions", MARKER);
        }

        assertThat(output.getAll()).contains("the output is captured");
        assertThat(output.getAll())
                .doesNotContain(MARKER)
                .doesNotContain("demo-key")
                .doesNotContain("demo-admin-key")
                .doesNotContain(WRONG_KEY);
    }

    @Test
    void what_fails_unexpectedly_is_logged_with_its_cause(CapturedOutput output) {
        anonymous.as("demo-key").get("/failing");

        assertThat(output.getAll()).contains(Probes.SECRET_OF_A_FAILURE);
    }
}
