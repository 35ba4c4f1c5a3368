package katas.ratelimiter.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.testing.RedisHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A policy that cannot be kept is never stored, and the answer names what is wrong with it. */
@RunningService
class BadPolicyIT {
    private static final String GOOD = "{\"limits\":[{\"permits\":100,\"window\":\"PT1M\"}]}";
    private static final String POLICIES = "rate-limiter:{control}:policies";
    private static final String VERSION = "rate-limiter:{control}:version";

    private final ServiceClient client;
    private String stored = "";

    BadPolicyIT(@LocalServerPort int port) {
        this.client = ServiceClient.admin(port);
    }

    @BeforeEach
    void look() {
        stored = client.get("/v1/policies").body();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                              | limits
            {"limits":null}                                                                 | limits
            {"limits":{}}                                                                   | limits
            {"limits":[]}                                                                   | limits
            {"limits":[{"permits":1,"window":"PT1S"},{"permits":2,"window":"PT2S"},{"permits":3,"window":"PT3S"},{"permits":4,"window":"PT4S"},{"permits":5,"window":"PT5S"}]} | limits
            {"limits":[null]}                                                               | limits[0]
            {"limits":["PT1M"]}                                                             | limits[0]
            {"limits":[{"permits":1}]}                                                      | limits[0].window
            {"limits":[{"permits":1,"window":60}]}                                          | limits[0].window
            {"limits":[{"permits":1,"window":"PT0S"}]}                                      | limits[0].window
            {"limits":[{"permits":1,"window":"PT0.5S"}]}                                    | limits[0].window
            {"limits":[{"permits":1,"window":"PT1.000001S"}]}                               | limits[0].window
            {"limits":[{"permits":1,"window":"-PT1M"}]}                                     | limits[0].window
            {"limits":[{"permits":1,"window":"P400D"}]}                                     | limits[0].window
            {"limits":[{"permits":1,"window":"PT99999999999999999999S"}]}                   | limits[0].window
            {"limits":[{"permits":1,"window":"P1M"}]}                                       | limits[0].window
            {"limits":[{"permits":1,"window":"one minute"}]}                                | limits[0].window
            {"limits":[{"window":"PT1M"}]}                                                  | limits[0].permits
            {"limits":[{"permits":0,"window":"PT1M"}]}                                      | limits[0].permits
            {"limits":[{"permits":-1,"window":"PT1M"}]}                                     | limits[0].permits
            {"limits":[{"permits":1000000000,"window":"PT1M"}]}                             | limits[0].permits
            {"limits":[{"permits":1e2,"window":"PT1M"}]}                                    | limits[0].permits
            {"limits":[{"permits":"100","window":"PT1M"}]}                                  | limits[0].permits
            {"limits":[{"permits":100,"window":"PT1M","burst":101}]}                        | limits[0].burst
            {"limits":[{"permits":100,"window":"PT1M","burst":0}]}                          | limits[0].burst
            {"limits":[{"permits":100,"window":"PT1M","burst":-1}]}                         | limits[0].burst
            {"algorithm":"fixed-window","limits":[{"permits":100,"window":"PT1M","burst":20}]}       | limits[0].burst
            {"algorithm":"sliding-window-log","limits":[{"permits":1000000,"window":"PT1M"}]}        | limits[0].permits
            {"algorithm":"gcra","limits":[{"permits":999999,"window":"PT1S"}]}                       | limits[0].permits
            {"algorithm":"token-bucket","limits":[{"permits":999999,"window":"P31D"}]}               | limits[0].permits
            {"limits":[{"permits":1,"window":"PT60S"},{"permits":2,"window":"PT1M"}]}       | limits[1].window
            {"limits":[{"permits":1,"window":"PT1M","bursts":1}]}                           | limits[0].bursts
            {"algorithm":"leaky","limits":[{"permits":1,"window":"PT1M"}]}                  | algorithm
            {"algorithm":"TOKEN_BUCKET","limits":[{"permits":1,"window":"PT1M"}]}           | algorithm
            {"algorithm":"","limits":[{"permits":1,"window":"PT1M"}]}                       | algorithm
            {"algorithm":0,"limits":[{"permits":1,"window":"PT1M"}]}                        | algorithm
            {"onOutage":"ajar","limits":[{"permits":1,"window":"PT1M"}]}                    | onOutage
            {"name":"bad","limits":[{"permits":1,"window":"PT1M"}]}                         | name
            [{"permits":1,"window":"PT1M"}]                                                 | body
            {"limits":[{"permits":1,"window":"PT1M"}],"limits":[]}                          | body
            """)
    void a_policy_that_cannot_be_kept_is_400_names_the_field_and_is_not_stored(String body, String field) {
        var answer = client.put("/v1/policies/bad", body);

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", field));
        assertThat(client.get("/v1/policies").body()).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden", "-x", "with%20space", "tab%09", "a%2Fb", "%C3%A4", "a%3Bb", "a%22b"})
    void a_name_that_could_not_stand_in_a_header_field_is_400_and_is_not_stored(String name) {
        var answer = client.put("/v1/policies/" + name, GOOD);

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "name"));
        assertThat(client.get("/v1/policies").body()).isEqualTo(stored);
    }

    @Test
    void a_name_may_have_64_characters_and_no_more() {
        assertThat(client.put("/v1/policies/" + "n".repeat(65), GOOD).problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "name"));
        assertThat(client.put("/v1/policies/" + "n".repeat(64), GOOD).status()).isEqualTo(201);
    }

    @Test
    void a_policy_can_be_put_and_read_back_at_each_of_its_bounds() {
        Stream.of(
                        "{\"permits\":1,\"window\":\"PT1S\",\"burst\":1}",
                        "{\"permits\":1000000,\"window\":\"PT1S\",\"burst\":1000000}",
                        "{\"permits\":1,\"window\":\"PT744H\",\"burst\":1}")
                .forEach(limit -> {
                    var put = client.put(
                            "/v1/policies/bounds",
                            "{\"algorithm\":\"token-bucket\",\"limits\":[" + limit + "],\"onOutage\":\"closed\"}");

                    assertThat(put.status()).as(put.body()).isIn(200, 201);
                    assertThat(put.json().get("limits").get(0).toString()).isEqualTo(limit);
                    assertThat(client.get("/v1/policies/bounds").body()).isEqualTo(put.body());
                });
    }

    @Test
    void the_first_policy_of_a_name_is_201_and_the_next_200() {
        assertThat(client.put("/v1/policies/first", GOOD).status()).isEqualTo(201);
        assertThat(client.put("/v1/policies/first", GOOD).status()).isEqualTo(200);
        // configured, not stored
        assertThat(client.put("/v1/policies/login", GOOD).status()).isEqualTo(200);
    }

    @Test
    void one_policy_more_than_1000_is_409_and_not_stored(RedisHandle redis) {
        var names = IntStream.range(0, 1_000).mapToObj(i -> "many-" + i).toList();
        // not the service's own client: a busy machine may let it wait longer than it does
        try (var lettuce = RedisClient.create(redis.uri());
                var connection = lettuce.connect()) {
            var commands = connection.sync();
            commands.hset(POLICIES, names.stream().collect(Collectors.toMap(name -> name, _ -> GOOD)));
            commands.incr(VERSION);
            try {
                awaitStatus("/v1/policies/many-999", 200);

                assertThat(client.put("/v1/policies/one-more", GOOD).problem())
                        .isEqualTo(new Answer.Problem(409, "/problems/conflict", ""));
                assertThat(client.get("/v1/policies/one-more").status()).isEqualTo(404);
            } finally {
                commands.hdel(POLICIES, names.toArray(String[]::new));
                commands.incr(VERSION);
                awaitStatus("/v1/policies/many-999", 404);
            }
        }
    }

    private void awaitStatus(String path, int status) {
        await().atMost(30, SECONDS).until(() -> client.get(path).status() == status);
    }

    @Test
    void a_policy_that_names_no_algorithm_takes_the_running_variant() {
        var answer = client.put("/v1/policies/plain", GOOD);

        assertThat(answer.json().get("algorithm").stringValue()).isEqualTo("token-bucket");
        assertThat(answer.json().get("onOutage").stringValue()).isEqualTo("open");
    }

    @Test
    void policies_are_listed_in_pages_by_name() {
        Stream.of("page-c", "page-a", "page-b").forEach(name -> client.put("/v1/policies/" + name, GOOD));

        var first = client.get("/v1/policies?limit=2&cursor=page").json();
        var second = client.get(
                        "/v1/policies?limit=2&cursor=" + first.get("next").stringValue())
                .json();

        assertThat(first.get("items").findValuesAsString("name")).containsExactly("page-a", "page-b");
        assertThat(second.get("items").findValuesAsString("name")).first().isEqualTo("page-c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "99999999999", "two"})
    void a_page_that_cannot_be_is_400(String limit) {
        assertThat(client.get("/v1/policies?limit=" + limit).problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "limit"));
    }

    @Test
    void a_policy_that_does_not_exist_is_404() {
        var notFound = new Answer.Problem(404, "/problems/not-found", "");

        assertThat(client.get("/v1/policies/nobody").problem()).isEqualTo(notFound);
        assertThat(client.get("/v1/policies/nobody/keys/alice").problem()).isEqualTo(notFound);
        assertThat(client.delete("/v1/policies/nobody/keys/alice").problem()).isEqualTo(notFound);
    }
}
