package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import katas.webhooks.redis.RedisHealth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.redis.health.DataRedisHealthIndicator;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What those see who explore the service and those who operate it. */
@RunningService
class OperationsIT {
    private final int port;
    private final ApplicationContext context;
    private final ServiceClient anonymous;

    OperationsIT(@LocalServerPort int port, @Autowired ApplicationContext context) {
        this.port = port;
        this.context = context;
        this.anonymous = ServiceClient.anonymous(port);
    }

    /** The topic is made while the first requests are answered. */
    @BeforeEach
    void wait_for_kafka() {
        await().atMost(Tenant.PATIENCE)
                .until(() -> anonymous.get("/actuator/health").status() == 200);
    }

    @Test
    void the_home_page_names_the_running_variant_and_links_to_pages_that_are_there() {
        var page = anonymous.get("/");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("<strong>isolated</strong>");
        assertThat(find("href=\"([^\"]+)\"", page.body()))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(anonymous.get(link).status()).isIn(200, 302));
    }

    @RepeatedTest(2)
    void the_three_commands_on_the_home_page_deliver_a_message_each_time_they_are_pasted() throws Exception {
        anonymous
                .as("demo-key")
                .get("/v1/endpoints?limit=100")
                .json()
                .get("items")
                .forEach(endpoint -> anonymous
                        .as("demo-key")
                        .delete("/v1/endpoints/" + endpoint.get("id").stringValue()));
        var commands = find("(?s)<pre>(.+?)</pre>", anonymous.get("/").body());

        assertThat(commands).hasSize(3);
        assertThat(String.join("", commands)).contains("127.0.0.1:" + port);
        assertThat(paste(commands))
                .satisfiesExactly(
                        endpoint -> assertThat(endpoint)
                                .contains("\"secret\":\"whsec_")
                                .contains("200 OK"),
                        message -> assertThat(message).containsPattern("msg_[0-9a-z]{26}"),
                        became -> assertThat(became)
                                .contains("\"state\":\"delivered\"")
                                .contains("\"status\":204")
                                .contains("{\\\"order\\\": 7,  \\\"total\\\": 19.90}"));
    }

    @Test
    void the_api_page_tells_of_the_key_and_of_every_answer() {
        var page = anonymous.get("/v3/api-docs");
        var api = page.json();

        assertThat(api.at("/components/securitySchemes/bearer/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(operations(api))
                .containsExactlyInAnyOrder(
                        "get /v1/endpoints: 200 400 401 503",
                        "post /v1/endpoints: 201 400 401 409 413 415 503",
                        "get /v1/endpoints/{id}: 200 400 401 404 503",
                        "patch /v1/endpoints/{id}: 200 400 401 404 412 413 415 503",
                        "delete /v1/endpoints/{id}: 204 400 401 404 503",
                        "post /v1/endpoints/{id}/secret/rotate: 200 400 401 404 503",
                        "get /v1/endpoints/{id}/public-key: 200 400 401 404 503",
                        "post /v1/endpoints/{id}/enable: 200 400 401 404 413 415 503",
                        "post /v1/endpoints/{id}/replay: 202 400 401 404 413 415 503",
                        "post /v1/messages: 202 400 401 413 415 422 503",
                        "get /v1/messages/{id}: 200 400 401 404 503",
                        "get /v1/messages/{id}/attempts: 200 400 401 404 503",
                        "post /v1/messages/{id}/resend: 202 400 401 404 413 415 503",
                        "get /v1/dead-letters: 200 400 401 503",
                        "post /v1/dead-letters/{id}/redrive: 202 400 401 404 503",
                        "get /v1/events: 200 400 401 429 503",
                        "get /v1/failing: 200 400 401 503");
        assertThat(find("\"\\$ref\":\"#([^\"]+)\"", page.body()))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(api.at(reference).isObject()).as(reference).isTrue());
    }

    @Test
    void every_field_of_an_answer_is_on_the_api_page_with_its_type() {
        var api = anonymous.get("/v3/api-docs").json();
        var tenant = Tenant.at(port);
        try (var hook = new Hook()) {
            hook.answer(500);
            var created = tenant.client.post("/v1/endpoints", """
                    {"url":"%s","eventTypes":["*"],"rateLimit":1000,"asymmetric":true}""".formatted(hook.url()));
            var path = "/v1/endpoints/" + created.json().get("id").stringValue();
            var sent = tenant.client.post("/v1/messages", "{\"eventType\":\"a\",\"payload\":1,\"key\":\"k\"}");
            var message = "/v1/messages/" + sent.json().get("id").stringValue();
            await().atMost(Tenant.PATIENCE)
                    .until(() -> tenant.client
                                    .get("/v1/dead-letters")
                                    .json()
                                    .get("items")
                                    .size()
                            == 1);
            tenant.client.patch(path, "{\"state\":\"disabled\"}");

            assertDescribed(api, "/v1/endpoints", "post", created);
            assertDescribed(api, "/v1/endpoints", "get", tenant.client.get("/v1/endpoints?limit=1"));
            assertDescribed(api, "/v1/endpoints/{id}", "get", tenant.client.get(path));
            assertDescribed(api, "/v1/endpoints/{id}", "patch", tenant.client.patch(path, "{}"));
            assertDescribed(
                    api, "/v1/endpoints/{id}/secret/rotate", "post", tenant.client.post(path + "/secret/rotate"));
            assertDescribed(api, "/v1/endpoints/{id}/public-key", "get", tenant.client.get(path + "/public-key"));
            assertDescribed(api, "/v1/messages", "post", sent);
            assertDescribed(api, "/v1/messages/{id}", "get", tenant.client.get(message));
            assertDescribed(api, "/v1/messages/{id}/attempts", "get", tenant.client.get(message + "/attempts?limit=1"));
            assertDescribed(api, "/v1/dead-letters", "get", tenant.client.get("/v1/dead-letters?limit=1"));
            assertDescribed(api, "/v1/messages/{id}/resend", "post", tenant.client.post(message + "/resend"));
            assertDescribed(
                    api,
                    "/v1/endpoints/{id}/replay",
                    "post",
                    tenant.client.post(path + "/replay", "{\"since\":\"2020-01-01T00:00:00Z\"}"));
            assertDescribed(api, "/v1/endpoints/{id}/enable", "post", tenant.client.post(path + "/enable"));
            assertDescribed(api, "/v1/messages/{id}", "get", tenant.client.get("/v1/messages/x"));
            assertDescribed(api, "/v1/messages", "post", tenant.client.post("/v1/messages", "{}"));
        }
    }

    @Test
    void metrics_tell_of_attempts_and_of_the_log_and_name_nobody() {
        var tenant = Tenant.at(port);
        try (var hook = new Hook()) {
            var endpoint = tenant.endpoint(hook.wanting("*")).get("id").stringValue();
            var id = tenant.message();
            tenant.client.get("/v1/messages/" + id);

            await().atMost(Tenant.PATIENCE)
                    .untilAsserted(() -> assertThat(metrics())
                            .containsPattern("attempts_seconds_count\\{.*answer=\"2xx\".*} [1-9]")
                            // not a number before it has looked
                            .containsPattern("(?m)^fan_out_oldest_seconds [0-9]")
                            .containsPattern("deliveries_completed_total\\{cause=\"live\",state=\"delivered\"} [1-9]"));
            var metrics = metrics();
            assertThat(metrics)
                    .containsPattern("messages_appended_seconds_count\\{outcome=\"acknowledged\"} [1-9]")
                    .containsPattern("(?m)^deliveries_made_total [1-9]")
                    .containsPattern("(?m)^attempts_active [0-9]")
                    .containsPattern("(?m)^fan_out_lag [0-9]")
                    .containsPattern("(?m)^fan_out_parked_total [0-9]")
                    .containsPattern("(?m)^events_streams [0-9]")
                    .contains("uri=\"/v1/messages/{id}\"");
            assertThat(metrics)
                    .doesNotContain(endpoint)
                    .doesNotContain(id)
                    .doesNotContain(hook.url())
                    .doesNotContain(tenant.name)
                    .doesNotContain("order.paid");
        }
    }

    @Test
    void health_tells_of_redis_and_kafka_and_nothing_of_where_they_are() {
        var health = anonymous.get("/actuator/health");

        assertThat(health.json().at("/components/redis/status").stringValue()).isEqualTo("UP");
        assertThat(health.json().at("/components/kafka/status").stringValue()).isEqualTo("UP");
        assertThat(health.json().at("/components/workers/status").stringValue()).isEqualTo("UP");
        assertThat(health.body()).doesNotContain("version").doesNotContain("details");
    }

    @Test
    void health_asks_redis_where_everything_is_asked_and_nowhere_else() {
        assertThat(context.getBean("redisHealthIndicator")).isInstanceOf(RedisHealth.class);
        assertThat(context.getBeanNamesForType(DataRedisHealthIndicator.class)).isEmpty();
    }

    @Test
    void the_head_of_a_stream_is_answered_at_once() {
        var head = anonymous.as("demo-key").send("HEAD", "/v1/events", BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
    }

    private String metrics() {
        return anonymous.get("/actuator/prometheus").body();
    }

    private static List<String> operations(JsonNode api) {
        return api.get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(operation -> "%s %s: %s"
                                .formatted(
                                        operation.getKey(),
                                        path.getKey(),
                                        String.join(
                                                " ",
                                                operation
                                                        .getValue()
                                                        .get("responses")
                                                        .propertyStream()
                                                        .map(Map.Entry::getKey)
                                                        .sorted()
                                                        .toList()))))
                .toList();
    }

    /** Compares an answer with what the page says of it: status, and each field by name and type. */
    private static void assertDescribed(JsonNode api, String path, String method, Answer answer) {
        var content = api.get("paths")
                .get(path)
                .get(method)
                .get("responses")
                .path(Integer.toString(answer.status()))
                .path("content");
        assertThat(content.isObject())
                .as("%s %s: %d %s", method, path, answer.status(), answer.body())
                .isTrue();
        var schema =
                content.propertyStream().findFirst().orElseThrow().getValue().get("schema");
        assertMatches(api, schema, answer.json(), method + " " + path);
    }

    private static void assertMatches(JsonNode api, JsonNode described, JsonNode value, String at) {
        var schema = described.has("$ref")
                ? api.at(described.get("$ref").stringValue().substring(1))
                : described;
        switch (schema.path("type").asString("")) {
            case "object" ->
                value.propertyStream().forEach(field -> {
                    var property = schema.path("properties").path(field.getKey());
                    assertThat(property.isObject())
                            .as(at + "." + field.getKey())
                            .isTrue();
                    if (!field.getValue().isNull()) {
                        assertMatches(api, property, field.getValue(), at + "." + field.getKey());
                    }
                });
            case "array" -> value.forEach(item -> assertMatches(api, schema.get("items"), item, at + "[]"));
            case "string" -> assertThat(value.isString()).as(at).isTrue();
            case "integer" -> assertThat(value.isIntegralNumber()).as(at).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(at).isTrue();
            default -> throw new AssertionError(at + " has no type: " + schema);
        }
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
        var process = new ProcessBuilder("bash", "-c", String.join("\necho; echo NEXT\n", commands))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Stream.of(output.split("\nNEXT\n")).toList();
    }
}
