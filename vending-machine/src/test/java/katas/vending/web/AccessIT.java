package katas.vending.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may do what, and who sees what. */
@RunningService
class AccessIT {
    private static final Answer.Problem UNAUTHORIZED = new Answer.Problem(401, "/problems/unauthorized", "");

    private final int port;
    private final ServiceClient anonymous;
    private final ServiceClient plain;

    AccessIT(@LocalServerPort int port) {
        this.port = port;
        this.anonymous = ServiceClient.anonymous(port);
        this.plain = ServiceClient.plain(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/state-machine",
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
        "GET, /v1/machines",
        "POST, /v1/machines",
        "GET, /v1/machines/any",
        "POST, /v1/machines/any/commands",
        "GET, /v1/machines/any/journal",
        "GET, /v1/machines/any/events",
        "GET, /v1/machines/any/books",
        "OPTIONS, /v1/machines",
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

        assertThat(caller.get("/v1/machines").problem()).isEqualTo(UNAUTHORIZED);
        assertThat(caller.get("/v1/state-machine").problem()).isEqualTo(UNAUTHORIZED);
        assertThat(caller.get("/v1/state-machine").header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void the_scheme_may_be_spelt_in_any_case() {
        assertThat(anonymous
                        .with("Authorization", "bEARER demo-key")
                        .get("/v1/machines")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_login_session_is_never_offered() {
        assertThat(plain.get("/v1/machines").headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void a_buyers_session_is_shown_to_the_buyer_and_nowhere_else() {
        var site = Site.at(port);
        var token = site.open(10);
        var second = site.give(site.buyer, "insert-coin", "denomination", 10, "session", token);
        var refused = site.give(site.buyer.as("demo-key-2"), "insert-coin", "denomination", 10);

        var evidence = site.evidence();

        assertThat(second.json().has("session")).isFalse();
        assertThat(second.body() + refused.body() + evidence)
                .doesNotContain(token)
                .doesNotContain(Digests.shortHex(token))
                .doesNotContain("ses_");
    }

    @Test
    void a_command_repeated_with_another_key_gets_no_session_out_of_it() {
        var site = Site.at(port);
        var coin = Site.command("coin", "insert-coin", "denomination", 10);
        site.buyer.post(site.path + "/commands", coin);
        var before = site.evidence();

        var stranger = site.buyer.as("demo-key-2").post(site.path + "/commands", coin);

        assertThat(stranger.problem()).isEqualTo(new Answer.Problem(422, "/problems/command-id-reused", ""));
        assertThat(stranger.body()).doesNotContain("ses_");
        assertThat(site.evidence()).isEqualTo(before);
    }

    @Test
    void only_the_operator_has_a_whole_journal_recounted() {
        var site = Site.at(port);
        var forbidden = new Answer.Problem(403, "/problems/forbidden", "");

        assertThat(site.buyer.get(site.path + "/books?recount=true").problem()).isEqualTo(forbidden);
        assertThat(plain.get("/v1/machines/nobody/books?recount=true").problem())
                .isEqualTo(forbidden);
        assertThat(site.buyer.get(site.path + "/books?recount=false").status()).isEqualTo(200);
        assertThat(site.operator
                        .get(site.path + "/books?recount=true")
                        .json()
                        .at("/recount/agrees")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void an_id_that_was_used_for_another_command_is_422_and_nothing_happens() {
        var site = Site.at(port);
        site.operator.post(site.path + "/commands", Site.command("visit", "open-door"));
        var before = site.evidence();

        var other = site.operator.post(site.path + "/commands", Site.command("visit", "close-door"));

        assertThat(other.problem()).isEqualTo(new Answer.Problem(422, "/problems/command-id-reused", ""));
        assertThat(site.evidence()).isEqualTo(before);
    }
}
