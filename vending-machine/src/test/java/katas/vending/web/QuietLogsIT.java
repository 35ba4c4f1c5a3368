package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Neither keys nor sessions nor payloads are logged, not even at DEBUG. */
@RunningService
class QuietLogsIT {
    private static final String MARKER = "marker-of-a-caller";
    private static final String WRONG_KEY = "wrong-key-of-a-caller";

    private final int port;
    private final ServiceClient anonymous;

    QuietLogsIT(@LocalServerPort int port) {
        this.port = port;
        this.anonymous = ServiceClient.anonymous(port);
    }

    @Test
    void neither_api_keys_nor_anything_that_a_caller_sends_is_logged() {
        var site = Site.at(port);
        try (var log = new LogRecord()) {
            LoggerFactory.getLogger("katas.vending.web").debug("this is recorded");
            List.of(anonymous, anonymous.as("demo-key"), anonymous.as("demo-admin-key"), anonymous.as(WRONG_KEY))
                    .forEach(caller -> sendMarkers(caller, site));

            assertThat(log.text())
                    .contains("this is recorded")
                    .doesNotContain(MARKER)
                    .doesNotContain("demo-key")
                    .doesNotContain("demo-admin-key")
                    .doesNotContain(WRONG_KEY);
        }
    }

    @Test
    void a_whole_purchase_leaves_no_session_in_the_log() {
        var site = Site.at(port);
        try (var log = new LogRecord()) {
            LoggerFactory.getLogger("katas.vending.web").debug("this is recorded");
            var token = site.open(50);
            site.give(site.buyer, "select", "slot", "A1", "session", token);
            site.give(site.buyer, "cancel", "session", token);
            site.carryOut();
            site.carryOut();

            assertThat(log.text())
                    .contains("this is recorded")
                    .doesNotContain(token)
                    .doesNotContain(Digests.shortHex(token));
        }
    }

    @Test
    void what_fails_unexpectedly_is_logged_with_its_cause() {
        try (var log = new LogRecord()) {
            anonymous.as("demo-key").get("/failing");

            assertThat(log.text()).contains("IllegalStateException: " + Probes.SECRET_OF_A_FAILURE);
        }
    }

    private static void sendMarkers(ServiceClient caller, Site site) {
        var commands = site.path + "/commands";
        caller.post(commands, Site.command(MARKER, "tick"));
        caller.post(commands, Site.command(MARKER, "cancel", "session", "ses_AAAA" + MARKER));
        caller.post(commands, Site.command("x", "cancel", "session", MARKER));
        caller.post(commands, Site.command("x", MARKER));
        caller.post(commands, Site.command("x", "select", "slot", MARKER));
        caller.post(commands, Site.command("x", "tick", MARKER, 1));
        caller.post(commands, Site.command("x", "tick", "version", MARKER));
        caller.post(commands, "{" + MARKER);
        caller.post("/v1/machines", "{\"id\":\"" + MARKER + " \"}");
        caller.post("/v1/machines/" + MARKER + "/commands", Site.command("x", "tick"));
        caller.get("/v1/machines/" + MARKER);
        caller.get("/v1/machines/" + MARKER + ";");
        caller.get("/v1/machines?cursor=" + MARKER);
        caller.get("/v1/machines?limit=" + MARKER);
        caller.with("Last-Event-ID", MARKER).get(site.path + "/events");
        caller.with("Content-Type", "text/plain").post(commands, MARKER);
    }
}
