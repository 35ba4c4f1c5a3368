package katas.shopping.web;

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
    private static final Answer.Problem UNAUTHORIZED = new Answer.Problem(401, "/problems/unauthorized", "");

    private final Shop shop;

    AccessIT(@LocalServerPort int port) {
        this.shop = Shop.at(port);
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
        await().atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(shop.guest.get(path).status()).isEqualTo(200));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/inventory/tea",
        "PUT, /v1/inventory/tea",
        "GET, /v1/prices/tea",
        "PUT, /v1/prices/tea",
        "GET, /v1/sagas",
        "GET, /v1/dead-letters",
        "GET, /v1/dead-letters/any",
        "DELETE, /v1/dead-letters/any/head",
        "POST, /v1/dead-letters/any/redrive",
        "GET, /v1/projections/carts",
        "GET, /v1/projections/carts/any",
        "POST, /v1/projections/nothing/rebuild",
    })
    void what_is_the_shops_alone_needs_an_admin_key_before_anything_else_is_looked_at(String method, String path) {
        var body = BodyPublishers.ofString("not JSON");
        var anonymous = shop.guest.send(method, path, body);

        assertThat(anonymous.problem()).isEqualTo(UNAUTHORIZED);
        assertThat(anonymous.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(shop.customer.send(method, path, body).problem())
                .isEqualTo(new Answer.Problem(403, "/problems/forbidden", ""));
        assertThat(shop.admin.send(method, path, body).status()).isNotIn(401, 403);
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1", "GET, /actuator", "GET, /actuator/env", "POST, /actuator/shutdown", "GET, /nothing/here"})
    void everything_else_is_401_without_a_key(String method, String path) {
        assertThat(shop.guest.send(method, path, BodyPublishers.noBody()).problem())
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
        var caller = shop.guest.with("Authorization", authorization);

        assertThat(caller.post("/v1/carts", "").problem()).isEqualTo(UNAUTHORIZED);
        assertThat(caller.get("/").problem()).isEqualTo(UNAUTHORIZED);
        assertThat(caller.get("/").header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void the_scheme_may_be_spelt_in_any_case() {
        assertThat(shop.guest
                        .with("Authorization", "bEARER demo-admin-key")
                        .get("/v1/sagas")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_login_session_is_never_offered() {
        assertThat(shop.admin.get("/v1/sagas").headers().map()).doesNotContainKey("set-cookie");
        assertThat(shop.guest.post("/v1/carts", "").headers().map()).doesNotContainKey("set-cookie");
    }
}
