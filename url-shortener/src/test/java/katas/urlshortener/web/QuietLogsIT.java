package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Neither keys nor targets nor addresses nor what else somebody sends is logged, not even at DEBUG. */
@RunningService
class QuietLogsIT {
    private static final String MARKER = "marker-of-a-caller";
    private static final String WRONG_KEY = "wrong-key-of-a-caller";
    private static final String ADDRESS = "192.0.2.77";

    private final Shortener shortener;

    QuietLogsIT(@LocalServerPort int port) {
        this.shortener = Shortener.at(port);
    }

    @Test
    void neither_api_keys_nor_anything_that_a_caller_sends_is_logged() {
        var anonymous = shortener.visitor.with("X-Forwarded-For", ADDRESS);
        try (var log = new LogRecord()) {
            LoggerFactory.getLogger("katas.urlshortener.web").debug("this is recorded");
            List.of(anonymous, anonymous.as("demo-key"), anonymous.as("demo-admin-key"), anonymous.as(WRONG_KEY))
                    .forEach(QuietLogsIT::sendMarkers);

            assertThat(log.text())
                    .contains("this is recorded")
                    .doesNotContain(MARKER)
                    .doesNotContain(ADDRESS)
                    .doesNotContain("demo-key")
                    .doesNotContain("demo-admin-key")
                    .doesNotContain(WRONG_KEY);
        }
    }

    @Test
    void what_fails_unexpectedly_is_logged_with_its_cause() {
        try (var log = new LogRecord()) {
            shortener.owner.get("/v1/failing");

            assertThat(log.text()).contains("IllegalStateException: " + Probes.SECRET_OF_A_FAILURE);
        }
    }

    private static void sendMarkers(ServiceClient caller) {
        var links = Shortener.PATH;
        var link = links + "/" + MARKER;
        caller.with("Idempotency-Key", MARKER).post(links, "{\"target\":\"https://" + MARKER + ".example/\"}");
        caller.post(links, "{\"target\":\"ftp://" + MARKER + "\"}");
        caller.post(links, "{\"target\":\"https://e.com/" + MARKER + "\",\"alias\":\"" + MARKER + "\"}");
        caller.post(links, "{\"" + MARKER + "\":1}");
        caller.post(links, "{\"maxVisits\":\"" + MARKER + "\"}");
        caller.post(links, "{" + MARKER);
        caller.with("Content-Type", "text/plain").post(links, MARKER);
        caller.get(links + "?cursor=" + MARKER);
        caller.get(links + "?limit=" + MARKER);
        caller.get(link);
        caller.get(link + ";");
        caller.get(link + "/stats?from=" + MARKER);
        caller.with("If-Match", MARKER).patch(link, "{}");
        caller.patch(link, "{\"target\":\"https://" + MARKER + ".example/\"}");
        caller.with("Referer", "https://" + MARKER + ".example/").get("/" + MARKER);
        caller.with("User-Agent", MARKER).get("/" + MARKER);
        caller.get("/" + MARKER + "+");
        caller.get("/" + MARKER + "?" + MARKER);
        caller.get("/" + MARKER + "-nobody");
        caller.post("/" + MARKER, MARKER);
        caller.delete(link);
        caller.get("/" + MARKER);
    }
}
