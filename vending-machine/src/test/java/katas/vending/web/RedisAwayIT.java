package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import katas.lab.testing.RedisHandle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What callers and operators see while Redis is dead, and afterwards. */
@RunningService
class RedisAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final ServiceClient anonymous;

    RedisAwayIT(@LocalServerPort int port) {
        this.port = port;
        this.anonymous = ServiceClient.anonymous(port);
    }

    @AfterEach
    void mend(RedisHandle redis) {
        redis.mend();
        await().atMost(PATIENCE)
                .until(() -> ServiceClient.plain(port).get("/v1/machines").status() == 200);
        await().atMost(PATIENCE).until(() -> health().status() == 200);
    }

    @Test
    void an_outage_is_503_and_when_to_ask_again_and_leaves_nothing_half_done(RedisHandle redis) {
        var site = Site.at(port);
        var before = site.evidence();
        try (var follower = Follower.after(1, site.operator, site.path + "/events")) {
            redis.kill();
            await().atMost(PATIENCE).until(() -> health().status() == 503);

            assertUnavailable(site.give(site.operator, "open-door"));
            assertUnavailable(site.give(site.buyer, "insert-coin", "denomination", 10));
            assertUnavailable(site.operator.post("/v1/machines", Site.definition("another")));
            assertUnavailable(site.buyer.get("/v1/machines"));
            assertUnavailable(site.buyer.get(site.path));
            assertUnavailable(site.buyer.get(site.path + "/journal"));
            assertUnavailable(site.buyer.get(site.path + "/books"));
            assertUnavailable(site.buyer.get(site.path + "/events"));
            assertThat(health().json().at("/components/redis/status").stringValue())
                    .isEqualTo("DOWN");
            assertThat(anonymous.get("/actuator/health/readiness").status()).isEqualTo(200);
            assertThat(anonymous.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(anonymous.get("/v1/state-machine").status()).isEqualTo(200);

            redis.mend();
            await().atMost(PATIENCE).until(() -> site.buyer.get(site.path).status() == 200);
            assertThat(site.evidence()).isEqualTo(before);

            site.give(site.operator, "open-door");
            await().atMost(PATIENCE).until(() -> follower.types().contains("door-opened"));
            assertThat(follower.ids()).containsExactly(2L);
        }
    }

    private Answer health() {
        return anonymous.get("/actuator/health");
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.problem()).isEqualTo(new Answer.Problem(503, "/problems/temporarily-unavailable", ""));
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
}
