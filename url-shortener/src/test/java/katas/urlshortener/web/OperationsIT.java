package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import katas.urlshortener.Alias;
import katas.urlshortener.InvalidLink;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What those see who explore the service and those who operate it. */
@RunningService
class OperationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final Shortener shortener;
    private final ServiceClient anonymous;
    private final Probes.TraceIds traceIds;
    private final OwnPaths ownPaths;

    OperationsIT(@LocalServerPort int port, @Autowired Probes.TraceIds traceIds, @Autowired OwnPaths ownPaths) {
        this.port = port;
        this.shortener = Shortener.at(port);
        this.anonymous = shortener.visitor;
        this.traceIds = traceIds;
        this.ownPaths = ownPaths;
    }

    @Test
    void no_alias_can_be_where_the_service_has_a_path_of_its_own() {
        var segments = ownPaths.firstSegments();

        assertThat(segments).contains("v1", "v3", "actuator", "error", "swagger-ui", "swagger-ui.html", "webjars");
        assertThat(segments)
                .allSatisfy(segment ->
                        assertThatExceptionOfType(InvalidLink.class).isThrownBy(() -> Alias.parse(segment, segments)));
        assertThat(shortener
                        .owner
                        .post(Shortener.PATH, Shortener.body(",\"alias\":\"Swagger-UI\""))
                        .problem()
                        .field())
                .isEqualTo("alias");
    }

    @Test
    void the_home_page_names_the_running_variant_and_links_to_pages_that_are_there() {
        // as long as it has not met Kafka, the page of its health is a 503
        await().atMost(PATIENCE).until(() -> anonymous.get("/actuator/health").status() == 200);

        var page = anonymous.get("/");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("<strong>tracked</strong>");
        assertThat(find("href=\"([^\"]+)\"", page.body()))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(anonymous.get(link).status()).isIn(200, 302));
    }

    @RepeatedTest(2)
    void the_three_commands_on_the_home_page_make_and_follow_a_link_each_time_they_are_pasted() throws Exception {
        var commands = find("(?s)<pre>(.+?)</pre>", anonymous.get("/").body());

        assertThat(commands)
                .hasSize(3)
                .allSatisfy(command -> assertThat(command).contains("127.0.0.1:" + port));
        assertThat(paste(commands))
                .satisfiesExactly(
                        created -> assertThat(created).contains("HTTP/1.1 201").contains("Location: /v1/links/hello-"),
                        followed -> assertThat(followed)
                                .contains("HTTP/1.1 302")
                                .contains("Location: https://example.com/a/long/path"),
                        counted -> assertThat(counted).contains("\"series\":[").contains("\"clicks\":"));
    }

    @RepeatedTest(2)
    void the_commands_that_the_lab_prints_make_a_link_follow_it_and_list_it() throws Exception {
        var printed = find("(?m)^  - \"(.+)\"$", Files.readString(Path.of("kata.yaml")));
        var commands = printed.stream()
                .map(command -> command.replace("\\\"", "\"").replace("localhost:8081", "127.0.0.1:" + port))
                .toList();

        assertThat(paste(commands))
                .satisfiesExactly(
                        created -> assertThat(created).contains("HTTP/1.1 201").contains("Location: /v1/links/hello-"),
                        followed -> assertThat(followed)
                                .contains("HTTP/1.1 302")
                                .contains("Location: https://example.com/a/long/path"),
                        listed -> assertThat(listed).contains("{\"items\":[{\"code\":\"hello-"));
    }

    @Test
    void the_api_page_tells_of_the_key_and_of_every_answer() {
        var page = anonymous.get("/v3/api-docs");
        var api = page.json();

        assertThat(api.at("/components/securitySchemes/bearer/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(api.at("/paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/v1/links",
                        "/v1/links/{code}",
                        "/v1/links/{code}/stats",
                        "/v1/rollups/rebuild",
                        "/v1/failing",
                        "/{code}");
        assertThat(api.at("/paths/~1{code}/get/responses").propertyNames())
                .containsExactlyInAnyOrder("302", "404", "410", "429", "503");
        assertThat(api.at("/paths/~1{code}/get/security").toString()).isEqualTo("[]");
        assertThat(api.at("/paths/~1v1~1links/post/responses").propertyNames())
                .containsExactlyInAnyOrder("201", "400", "401", "409", "413", "415", "422", "503");
        assertThat(api.at("/paths/~1v1~1links~1{code}/patch/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "404", "409", "412", "413", "415", "503");
        assertThat(api.at("/paths/~1v1~1links~1{code}/delete/responses").propertyNames())
                .containsExactlyInAnyOrder("204", "400", "401", "404", "503");
        assertThat(api.at("/paths/~1v1~1rollups~1rebuild/post/responses").propertyNames())
                .containsExactlyInAnyOrder("202", "401", "403", "409", "503");
        assertThat(api.at("/components/schemas/LinkPatch/properties").propertyNames())
                .containsExactlyInAnyOrder("target", "redirect", "expiresAt", "maxVisits");
        assertThat(find("\"\\$ref\":\"#([^\"]+)\"", page.body()))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(api.at(reference).isObject()).as(reference).isTrue());
    }

    @Test
    void metrics_count_what_came_of_links_and_name_neither_link_nor_caller() {
        var code = shortener.link(",\"alias\":\"alias-in-no-metric\"");
        anonymous.get("/" + code);
        anonymous.head("/" + code);
        anonymous.get("/" + code + "+");
        anonymous.get("/none-in-no-metric");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(anonymous.get("/actuator/prometheus").body())
                                .containsPattern("clicks_acknowledged_total [1-9]"));
        var metrics = anonymous.get("/actuator/prometheus").body();
        assertThat(find("(?m)^links_redirects_total\\{outcome=\"(.*)\"} [1-9]", metrics))
                .contains("followed", "looked-at", "previewed", "unknown");
        assertThat(metrics)
                .contains("clicks_nameless_total ", "clicks_counted_total ", "clicks_gone_total ")
                .contains("clicks_unreadable_total ", "clicks_refused_total ");
        assertThat(find("(?m)^clicks_lost_total\\{reason=\"(.*)\"}", metrics))
                .containsExactlyInAnyOrder("overflow", "expired", "failed", "shutdown");
        assertThat(metrics)
                .containsPattern("cache_hits_total\\{cache=\"links\"} [0-9]")
                .containsPattern("cache_reads_total\\{cache=\"leased\"} [0-9]")
                .contains("cache_joined_total{")
                .contains("cache_stale_total{")
                .contains("codes_leased_total ")
                .contains("uri=\"/v1/links\"")
                .doesNotContain("in-no-metric")
                .doesNotContain("demo");
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

        anonymous.with("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01").get("/");

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
