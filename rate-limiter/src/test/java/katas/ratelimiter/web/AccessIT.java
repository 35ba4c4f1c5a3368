package katas.ratelimiter.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may do what. */
@RunningService
class AccessIT {
    private static final String POLICY = "{\"limits\":[{\"permits\":1,\"window\":\"PT1M\"}]}";
    private static final Answer.Problem UNAUTHORIZED = new Answer.Problem(401, "/problems/unauthorized", "");
    private static final Answer.Problem FORBIDDEN = new Answer.Problem(403, "/problems/forbidden", "");

    private final ServiceClient anonymous;
    private final ServiceClient plain;
    private final ServiceClient admin;

    AccessIT(@LocalServerPort int port) {
        this.anonymous = ServiceClient.anonymous(port);
        this.plain = ServiceClient.plain(port);
        this.admin = ServiceClient.admin(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/sample",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/swagger-ui/index.html"
            })
    void public_pages_need_no_key(String path) {
        // on a busy machine Redis may miss the deadline of the one question that health asks
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(anonymous.get(path).status()).isEqualTo(200));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/decisions",
        "GET, /v1/policies",
        "GET, /v1/policies/api",
        "PUT, /v1/policies/api",
        "GET, /v1/policies/api/keys/alice",
        "DELETE, /v1/policies/api/keys/alice",
        "OPTIONS, /v1/decisions",
        "GET, /actuator",
        "GET, /actuator/env",
        "POST, /actuator/shutdown",
        "GET, /nothing-here"
    })
    void everything_else_is_401_without_a_key_before_anything_else_is_looked_at(String method, String path) {
        var answer = anonymous.send(method, path, BodyPublishers.ofString("not JSON"));

        assertThat(answer.problem()).isEqualTo(UNAUTHORIZED);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer ",
                "Bearer",
                "Bearer demo-key demo-key",
                "Bearer demo-keydemo-key",
                "demo-key",
                "Digest demo-key",
                "Basic ZGVtby1rZXk6",
                "Basic"
            })
    void a_wrong_key_or_scheme_is_401_even_where_no_key_is_needed(String authorization) {
        var caller = anonymous.with("Authorization", authorization);

        assertThat(caller.decide("api", "alice", 1).problem()).isEqualTo(UNAUTHORIZED);
        assertThat(caller.get("/v1/sample").problem()).isEqualTo(UNAUTHORIZED);
        assertThat(caller.get("/v1/sample").header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void the_scheme_may_be_spelt_in_any_case() {
        assertThat(anonymous
                        .with("Authorization", "bEARER demo-key")
                        .get("/v1/policies")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_plain_key_may_decide_and_look_but_not_change_anything() {
        plain.decide("api", "alice", 50);

        assertThat(plain.put("/v1/policies/mine", POLICY).problem()).isEqualTo(FORBIDDEN);
        assertThat(plain.delete("/v1/policies/api/keys/alice").problem()).isEqualTo(FORBIDDEN);

        assertThat(plain.get("/v1/policies/mine").status()).isEqualTo(404);
        assertThat(plain.remaining("api", "alice")).isLessThan(100);
    }

    @Test
    void an_admin_key_may_do_both() {
        assertThat(admin.decide("api", "bob", 50).status()).isEqualTo(200);
        assertThat(admin.delete("/v1/policies/api/keys/bob").status()).isEqualTo(204);
        assertThat(admin.remaining("api", "bob")).isEqualTo(100);
    }

    @Test
    void a_session_is_never_offered() {
        assertThat(plain.get("/v1/policies").headers().map()).doesNotContainKey("set-cookie");
    }
}
