package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may do what. */
@RunningService
class AccessIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Answer.Problem UNAUTHORIZED = new Answer.Problem(401, "/problems/unauthorized", "");

    private final Shortener shortener;
    private final ServiceClient anonymous;

    AccessIT(@LocalServerPort int port) {
        this.shortener = Shortener.at(port);
        this.anonymous = shortener.visitor;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus",
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/swagger-ui/index.html"
            })
    void public_pages_need_no_key(String path) {
        // as long as the service has not met Kafka, the page of its health is a 503
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(anonymous.get(path).status()).isEqualTo(200));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/links",
        "POST, /v1/links",
        "GET, /v1/links/any",
        "PATCH, /v1/links/any",
        "DELETE, /v1/links/any",
        "GET, /v1/links/any/stats",
        "POST, /v1/rollups/rebuild",
        "OPTIONS, /v1/links",
        "GET, /v1",
        "GET, /actuator",
        "GET, /actuator/env",
        "POST, /actuator/shutdown",
        "GET, /nothing/here"
    })
    void everything_but_following_links_is_401_without_a_key_before_anything_else_is_looked_at(
            String method, String path) {
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
                "demo-key",
                "Digest demo-key",
                "Basic ZGVtby1rZXk6"
            })
    void a_wrong_key_or_scheme_is_401_even_where_no_key_is_needed(String authorization) {
        var caller = anonymous.with("Authorization", authorization);

        assertThat(caller.get("/v1/links").problem()).isEqualTo(UNAUTHORIZED);
        assertThat(caller.get("/").problem()).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void the_scheme_may_be_spelt_in_any_case() {
        assertThat(anonymous
                        .with("Authorization", "bEARER demo-key")
                        .get("/v1/links")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_login_session_is_never_offered() {
        assertThat(shortener.owner.get("/v1/links").headers().map()).doesNotContainKey("set-cookie");
        assertThat(anonymous.get("/" + shortener.link()).headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void only_an_admin_has_the_counts_made_anew() {
        assertThat(shortener.owner.post(StatsController.REBUILD, "").problem())
                .isEqualTo(new Answer.Problem(403, "/problems/forbidden", ""));
        // refused as long as nobody knows whether the log is whole
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(shortener
                                .owner
                                .as("demo-admin-key")
                                .post(StatsController.REBUILD, "")
                                .status())
                        .isEqualTo(202));
    }
}
