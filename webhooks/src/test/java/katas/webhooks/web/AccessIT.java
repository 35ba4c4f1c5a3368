package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may do what. */
@RunningService
class AccessIT {
    private static final Answer.Problem UNAUTHORIZED = new Answer.Problem(401, "/problems/unauthorized", "");

    private final ServiceClient anonymous;
    private final ServiceClient tenant;

    AccessIT(@LocalServerPort int port) {
        this.anonymous = ServiceClient.anonymous(port);
        this.tenant = anonymous.as("demo-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/swagger-ui/index.html"
            })
    void public_pages_need_no_key(String path) {
        assertThat(anonymous.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/endpoints",
        "POST, /v1/endpoints",
        "GET, /v1/endpoints/any",
        "PATCH, /v1/endpoints/any",
        "DELETE, /v1/endpoints/any",
        "POST, /v1/endpoints/any/secret/rotate",
        "GET, /v1/endpoints/any/public-key",
        "POST, /v1/endpoints/any/enable",
        "POST, /v1/endpoints/any/replay",
        "POST, /v1/messages",
        "GET, /v1/messages/any",
        "GET, /v1/messages/any/attempts",
        "POST, /v1/messages/any/resend",
        "GET, /v1/dead-letters",
        "POST, /v1/dead-letters/any/redrive",
        "HEAD, /v1/events"
    })
    void everything_of_the_api_needs_a_key_before_anything_else_is_looked_at(String method, String path) {
        var body = BodyPublishers.ofString("not JSON");
        var refused = anonymous.send(method, path, body);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(tenant.send(method, path, body).status()).isNotIn(401, 403);
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1", "GET, /actuator", "GET, /actuator/env", "POST, /actuator/shutdown", "GET, /nothing/here"})
    void everything_else_is_401_without_a_key(String method, String path) {
        assertThat(anonymous.send(method, path, BodyPublishers.noBody()).problem())
                .isEqualTo(UNAUTHORIZED);
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

        assertThat(caller.get("/v1/endpoints").problem()).isEqualTo(UNAUTHORIZED);
        assertThat(caller.get("/").problem()).isEqualTo(UNAUTHORIZED);
        assertThat(caller.get("/").header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void the_scheme_may_be_spelt_in_any_case() {
        assertThat(anonymous.with("Authorization", "bEARER demo-key").get("/v1").status())
                .isEqualTo(404);
    }

    @Test
    void a_login_session_is_never_offered() {
        assertThat(tenant.get("/v1/endpoints").headers().map()).doesNotContainKey("set-cookie");
        assertThat(anonymous.get("/").headers().map()).doesNotContainKey("set-cookie");
    }
}
