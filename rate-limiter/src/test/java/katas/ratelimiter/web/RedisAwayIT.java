package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import katas.lab.testing.RedisHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What callers and operators see while Redis is dead. */
@RunningService
class RedisAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServiceClient client;

    RedisAwayIT(@LocalServerPort int port) {
        this.client = ServiceClient.admin(port);
    }

    @BeforeEach
    void kill(RedisHandle redis) {
        policy("api", "open");
        policy("login", "closed");
        policy("sample", "local");
        redis.kill();
        await().atMost(PATIENCE).until(() -> client.get("/actuator/health").status() == 503);
        await().atMost(PATIENCE).until(() -> !isMetered());
    }

    @AfterEach
    void mend(RedisHandle redis) {
        redis.mend();
        await().atMost(PATIENCE).until(this::isMetered);
        await().atMost(PATIENCE).until(() -> client.get("/actuator/health").status() == 200);
    }

    @Test
    void health_says_that_redis_is_down_and_readiness_stays_up() {
        var health = client.get("/actuator/health").json();

        assertThat(health.at("/components/redis/status").stringValue()).isEqualTo("DOWN");
        assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void each_policy_answers_as_it_says_it_does_on_an_outage() {
        var open = client.decide("api", "alice", 1);
        var closed = client.decide("login", "alice", 1);
        var local = client.get("/v1/sample");

        assertThat(open.status()).isEqualTo(200);
        assertThat(open.body()).isEqualTo("{\"allowed\":true,\"metered\":false}");
        assertThat(open.headers().map()).containsKey("ratelimit-policy").doesNotContainKey("ratelimit");
        assertThat(closed.problem())
                .isEqualTo(new Answer.Problem(
                        503, "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity", ""));
        assertThat(closed.header("Retry-After")).isEqualTo("1");
        assertThat(local.status()).isEqualTo(200);
        assertThat(local.header("RateLimit")).startsWith("\"sample\";r=");
    }

    @Test
    void what_only_redis_knows_is_503_and_when_to_ask_again() {
        var unavailable = new Answer.Problem(503, "/problems/temporarily-unavailable", "");

        var look = client.get("/v1/policies/api/keys/alice");
        var put = client.put("/v1/policies/mine", "{\"limits\":[{\"permits\":1,\"window\":\"PT1M\"}]}");
        var reset = client.delete("/v1/policies/api/keys/alice");

        assertThat(look.problem()).isEqualTo(unavailable);
        assertThat(look.header("Retry-After")).isEqualTo("1");
        assertThat(put.problem()).isEqualTo(unavailable);
        assertThat(reset.problem()).isEqualTo(unavailable);
        assertThat(client.get("/v1/policies/api").status()).isEqualTo(200);
    }

    /** Other tests, which share the service, have policies of these names their own way. */
    private void policy(String name, String onOutage) {
        var put = client.put("/v1/policies/" + name, """
                {"limits":[{"permits":100,"window":"PT1M"}],"onOutage":"%s"}""".formatted(onOutage));
        assertThat(put.status()).as(put.body()).isIn(200, 201);
    }

    private boolean isMetered() {
        return client.decide("api", "probe", 1).json().get("metered").booleanValue();
    }
}
