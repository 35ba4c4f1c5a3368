package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What those see who explore the service and those who operate it. */
@RunningService
class OperationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port;
    private final ServiceClient anonymous;
    private final Probes.TraceIds traceIds;

    OperationsIT(@LocalServerPort int port, @Autowired Probes.TraceIds traceIds) {
        this.port = port;
        this.anonymous = ServiceClient.anonymous(port);
        this.traceIds = traceIds;
    }

    @BeforeEach
    void protect_the_sample_without_refill() {
        var admin = anonymous.as("demo-admin-key");
        admin.put("/v1/policies/sample", """
                {"algorithm":"sliding-window-log","limits":[{"permits":10,"window":"PT1H"}]}""");
        admin.delete("/v1/policies/sample/keys/address:127.0.0.1");
    }

    @Test
    void the_home_page_names_the_running_variant_and_links_to_pages_that_are_there() {
        var page = anonymous.get("/");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("<strong>token-bucket</strong>");
        assertThat(find("href=\"([^\"]+)\"", page.body()))
                .isNotEmpty()
                // on a busy machine Redis may miss the deadline of the one question that health asks
                .allSatisfy(link -> await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(anonymous.get(link).status()).isIn(200, 302)));
    }

    @Test
    void the_three_commands_on_the_home_page_do_what_they_promise() throws Exception {
        var commands = find("(?s)<pre>(.+?)</pre>", anonymous.get("/").body());

        assertThat(commands)
                .hasSize(3)
                .allSatisfy(command -> assertThat(command).contains("127.0.0.1:" + port));
        assertThat(run(commands.get(0)))
                .contains("HTTP/1.1 200")
                .contains("RateLimit: \"api\"")
                .contains("\"allowed\":true");
        assertThat(run(commands.get(1))).isEqualTo("200 ".repeat(10) + "429 429 ");
        assertThat(run(commands.get(2))).contains("\"key\":\"alice\"").contains("\"remaining\":");
    }

    @Test
    void the_api_page_tells_of_the_key_and_of_every_answer() {
        var api = anonymous.get("/v3/api-docs").json();

        assertThat(api.at("/components/securitySchemes/bearer/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(api.at("/security/0").has("bearer")).isTrue();
        assertThat(api.at("/paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/v1/decisions",
                        "/v1/policies",
                        "/v1/policies/{name}",
                        "/v1/policies/{name}/keys/{key}",
                        "/v1/sample",
                        "/failing");
        assertThat(api.at("/paths/~1v1~1decisions/post/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "413", "415", "429", "503");
        assertThat(api.at("/paths/~1v1~1policies~1{name}/put/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "201", "400", "401", "403", "409", "413", "415", "503");
        assertThat(api.at("/paths/~1v1~1policies~1{name}~1keys~1{key}/delete/responses")
                        .propertyNames())
                .containsExactlyInAnyOrder("204", "400", "401", "403", "404", "503");
        assertThat(api.at("/components/responses/quota-exceeded/headers").propertyNames())
                .containsExactlyInAnyOrder("RateLimit-Policy", "RateLimit", "Retry-After");
        assertThat(api.at("/paths/~1v1~1decisions/post/responses/200/headers").propertyNames())
                .containsExactlyInAnyOrder("RateLimit-Policy", "RateLimit");
    }

    @Test
    void what_the_api_page_refers_to_is_on_it() {
        var page = anonymous.get("/v3/api-docs");

        assertThat(find("\"\\$ref\":\"#([^\"]+)\"", page.body()))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(page.json().at(reference).isObject())
                        .as(reference)
                        .isTrue());
    }

    @Test
    void metrics_count_decisions_by_outcome_and_never_by_caller() {
        var plain = anonymous.as("demo-key");
        plain.decide("api", "key-in-no-metric", 1);
        plain.get("/v1/policies/api/keys/key-in-no-metric");
        plain.get("/key-in-no-metric");

        var metrics = anonymous.get("/actuator/prometheus").body();

        assertThat(find("(?m)^ratelimiter_decisions_total\\{(.*)}", metrics))
                .containsExactlyInAnyOrder(
                        "outcome=\"allowed\"",
                        "outcome=\"denied\"",
                        "outcome=\"unavailable\"",
                        "outcome=\"unmetered\"");
        assertThat(metrics).contains("uri=\"/v1/policies/{name}/keys/{key}\"");
        assertThat(metrics).contains("resilience4j_circuitbreaker_state");
        assertThat(metrics).doesNotContain("key-in-no-metric").doesNotContain("demo-key");
    }

    @Test
    void health_tells_of_redis_and_nothing_of_where_it_is() {
        // on a busy machine Redis may miss the deadline of one question
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(anonymous
                                .get("/actuator/health")
                                .json()
                                .at("/components/redis/status")
                                .stringValue())
                        .isEqualTo("UP"));
        assertThat(anonymous.get("/actuator/health").body())
                .doesNotContain("version")
                .doesNotContain("details");
    }

    @Test
    void a_trace_that_a_caller_began_goes_on_here() {
        var traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

        anonymous.with("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01").get("/v1/sample");

        assertThat(traceIds.seen()).contains(traceId);
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** Runs a command as a reader does who copies it into a shell; needs {@code curl}. */
    private static String run(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
