package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
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

    @Test
    void the_home_page_names_the_running_variant_and_links_to_pages_that_are_there() {
        var page = anonymous.get("/");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("<strong>journalled</strong>");
        assertThat(find("href=\"([^\"]+)\"", page.body()))
                .isNotEmpty()
                // on a busy machine Redis may miss the deadline of the one question that health asks
                .allSatisfy(link -> await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(anonymous.get(link).status()).isIn(200, 302)));
    }

    @RepeatedTest(2)
    void the_three_commands_on_the_home_page_begin_a_sale_each_time_they_are_pasted() throws Exception {
        var commands = find("(?s)<pre>(.+?)</pre>", anonymous.get("/").body());

        assertThat(commands)
                .hasSize(3)
                .allSatisfy(command -> assertThat(command).contains("127.0.0.1:" + port));
        assertThat(paste(commands)).satisfiesExactly(this::isInstalled, this::isOpened, this::isSelling);
    }

    @RepeatedTest(2)
    void the_commands_that_the_lab_prints_do_the_same() throws Exception {
        var printed = find("(?m)^  - \"(.+)\"$", Files.readString(Path.of("kata.yaml")));
        var commands = printed.stream()
                .map(command -> command.replace("\\\"", "\"").replace("localhost:8084", "127.0.0.1:" + port))
                .toList();

        assertThat(paste(commands)).satisfiesExactly(this::isInstalled, this::isOpened, this::isSelling);
    }

    private void isInstalled(String answer) {
        assertThat(answer).contains("HTTP/1.1 201").contains("Location: /v1/machines/lobby-");
    }

    private void isOpened(String answer) {
        assertThat(answer).contains("\"credit\":50").contains("\"session\":\"ses_");
    }

    private void isSelling(String answer) {
        assertThat(answer).contains("\"state\":\"dispensing\"").contains("\"order\":{\"number\":1");
    }

    @Test
    void the_state_machine_is_json_or_a_diagram() {
        var json = anonymous.get("/v1/state-machine");
        var text = anonymous.with("Accept", "text/plain").get("/v1/state-machine");

        assertThat(json.header("Content-Type")).startsWith("application/json");
        assertThat(json.json().get("states").get(0).stringValue()).isEqualTo("idle");
        assertThat(json.json().get("transitions"))
                .extracting(Object::toString)
                .contains("{\"state\":\"idle\",\"command\":\"insert-coin\",\"next\":[\"credit\"]}")
                .contains("{\"state\":\"credit\",\"command\":\"cancel\",\"next\":[\"returning-change\"]}");
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        assertThat(text.body()).startsWith("stateDiagram-v2").contains("idle --> credit: insert-coin");
        assertThat(json.json().get("mermaid").stringValue()).isEqualTo(text.body());
    }

    @Test
    void the_api_page_tells_of_the_key_and_of_every_answer() {
        var api = anonymous.get("/v3/api-docs").json();

        assertThat(api.at("/components/securitySchemes/bearer/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(api.at("/security/0").has("bearer")).isTrue();
        assertThat(api.at("/paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/v1/machines",
                        "/v1/machines/{id}",
                        "/v1/machines/{machine}/commands",
                        "/v1/machines/{id}/journal",
                        "/v1/machines/{id}/events",
                        "/v1/machines/{id}/books",
                        "/v1/state-machine",
                        "/failing");
        assertThat(api.at("/paths/~1v1~1machines/post/responses").propertyNames())
                .containsExactlyInAnyOrder("201", "400", "401", "403", "409", "413", "415", "503");
        assertThat(api.at("/paths/~1v1~1machines~1{machine}~1commands/post/responses")
                        .propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "403", "404", "409", "413", "415", "422", "503");
        assertThat(api.at("/paths/~1v1~1machines~1{id}~1events/get/responses/200/content")
                        .propertyNames())
                .containsExactly("text/event-stream");
        assertThat(api.at("/paths/~1v1~1machines~1{id}~1books/get/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "403", "404", "503");
        assertThat(api.at("/components/schemas/CommandRequest/properties").propertyNames())
                .contains("id", "type", "version", "denomination", "slot", "session", "order");
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
    void metrics_count_commands_by_kind_and_outcome_and_never_by_caller_or_machine() {
        var site = Site.at(port, "machine-in-no-metric");
        var session = site.open(10);
        site.give(site.buyer, "select", "slot", "A1", "session", session);
        site.give(site.operator, "tick", "version", 1);

        var metrics = anonymous.get("/actuator/prometheus").body();

        assertThat(find("(?m)^vending_commands_seconds_count\\{(.*)}", metrics))
                .contains(
                        "command=\"insert-coin\",outcome=\"done\"",
                        "command=\"select\",outcome=\"refused\"",
                        "command=\"tick\",outcome=\"stale\"");
        assertThat(metrics).contains("uri=\"/v1/machines/{machine}/commands\"");
        assertThat(metrics)
                .doesNotContain("machine-in-no-metric")
                .doesNotContain("demo-key")
                .doesNotContain(session);
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

        anonymous.with("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01").get("/v1/state-machine");

        assertThat(traceIds.seen()).contains(traceId);
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** Runs commands as a reader does who copies one after the other into a shell; needs {@code curl}. */
    private static List<String> paste(List<String> commands) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "-ec", String.join("\necho; echo NEXT\n", commands))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return List.of(output.split("\nNEXT\n"));
    }
}
