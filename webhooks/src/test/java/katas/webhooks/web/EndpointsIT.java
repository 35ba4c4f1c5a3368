package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.webhooks.endpoint.SigningKeys;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Endpoints as their tenant sees them, and nobody else. */
@RunningService
class EndpointsIT {
    private static final String PATH = "/v1/endpoints";
    private static final String NEW = "{\"url\":\"http://127.0.0.1:9/hooks\",\"eventTypes\":[\"order.paid\"]}";
    private static final Answer.Problem ABSENT = new Answer.Problem(404, "/problems/not-found", "");

    private final int port;
    private final Tenant tenant;

    EndpointsIT(@LocalServerPort int port) {
        this.port = port;
        this.tenant = Tenant.at(port);
    }

    @Test
    void an_endpoint_is_created_with_a_secret_that_is_shown_this_once() {
        var created = tenant.client.post(PATH, """
                {"url":"http://127.0.0.1:9/hooks","eventTypes":["order.paid","refund.*"],"rateLimit":10,"ordered":true,
                 "asymmetric":true}
                """);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Cache-Control")).contains("no-store");
        var endpoint = created.json();
        var id = endpoint.get("id").stringValue();
        assertThat(id).matches("ep_[0-9a-z]{26}");
        assertThat(created.header("Location")).isEqualTo(PATH + "/" + id);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        var secret = endpoint.get("secret").stringValue();
        assertThat(secret).matches("whsec_[0-9A-Za-z+/]{43}=");
        assertThat(endpoint.get("url").stringValue()).isEqualTo("http://127.0.0.1:9/hooks");
        assertThat(endpoint.get("eventTypes").toString()).isEqualTo("[\"order.paid\",\"refund.*\"]");
        assertThat(endpoint.get("rateLimit").intValue()).isEqualTo(10);
        assertThat(endpoint.get("ordered").booleanValue()).isTrue();
        assertThat(endpoint.get("asymmetric").booleanValue()).isTrue();
        assertThat(endpoint.get("state").stringValue()).isEqualTo("enabled");
        assertThat(endpoint.get("waiting").intValue()).isZero();
        assertThat(Instant.parse(endpoint.get("createdAt").stringValue()))
                .isBetween(Instant.now().minus(Tenant.PATIENCE), Instant.now());
        assertThat(Stream.of(
                        tenant.client.get(PATH + "/" + id).body(),
                        tenant.client.get(PATH).body(),
                        tenant.client.patch(PATH + "/" + id, "{}").body(),
                        tenant.client.post(PATH + "/" + id + "/enable").body(),
                        tenant.client.post(PATH + "/" + id + "/secret/rotate").body()))
                .allSatisfy(answer -> assertThat(answer).doesNotContain(secret).doesNotContain("whsk_"));
    }

    @Test
    void what_is_shown_is_what_was_created() {
        var created = tenant.endpoint();

        var shown = tenant.client.get(path(created));

        assertThat(shown.header("ETag")).isEqualTo("\"1\"");
        var expected = ((tools.jackson.databind.node.ObjectNode) created).without("secret");
        assertThat(shown.json()).isEqualTo(expected);
    }

    @Test
    void a_change_changes_what_it_names_and_nothing_else() {
        var created = tenant.endpoint(NEW.replace("}", ",\"rateLimit\":5,\"ordered\":true}"));

        var changed = tenant.client.patch(
                path(created), "{\"url\":\"https://127.0.0.2/other\",\"rateLimit\":null,\"eventTypes\":[\"*\"]}");

        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        var endpoint = changed.json();
        assertThat(endpoint.get("url").stringValue()).isEqualTo("https://127.0.0.2/other");
        assertThat(endpoint.get("eventTypes").toString()).isEqualTo("[\"*\"]");
        assertThat(endpoint.has("rateLimit")).isFalse();
        assertThat(endpoint.get("ordered").booleanValue()).isTrue();
        assertThat(endpoint.get("createdAt")).isEqualTo(created.get("createdAt"));
        assertThat(tenant.client.get(path(created)).json()).isEqualTo(endpoint);
    }

    @Test
    void a_change_that_names_a_stale_version_is_412_and_says_which_it_is() {
        var created = tenant.endpoint();
        tenant.client.patch(path(created), "{\"rateLimit\":5}");

        var stale = tenant.client.with("If-Match", "\"1\"").patch(path(created), "{\"rateLimit\":6}");

        assertThat(stale.problem()).isEqualTo(new Answer.Problem(412, "/problems/precondition-failed", ""));
        assertThat(stale.header("ETag")).isEqualTo("\"2\"");
        assertThat(tenant.client.get(path(created)).json().get("rateLimit").intValue())
                .isEqualTo(5);
        assertThat(tenant.client
                        .with("If-Match", "\"2\"")
                        .patch(path(created), "{\"rateLimit\":6}")
                        .status())
                .isEqualTo(200);
        assertThat(tenant.client
                        .with("If-Match", "*")
                        .patch(path(created), "{\"rateLimit\":7}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_owner_disables_an_endpoint_and_enables_it_again() {
        var created = tenant.endpoint();

        var disabled =
                tenant.client.patch(path(created), "{\"state\":\"disabled\"}").json();
        var enabled = tenant.client.post(path(created) + "/enable");

        assertThat(disabled.get("state").stringValue()).isEqualTo("disabled");
        assertThat(disabled.get("reason").stringValue()).isEqualTo("by-owner");
        assertThat(Instant.parse(disabled.get("since").stringValue()))
                .isAfterOrEqualTo(Instant.parse(created.get("createdAt").stringValue()));
        assertThat(enabled.status()).as(enabled.body()).isEqualTo(200);
        assertThat(enabled.body()).isEqualTo("{\"waited\":0,\"catchUp\":true}");
        assertThat(tenant.client.get(path(created)).json().get("state").stringValue())
                .isEqualTo("enabled");
    }

    @Test
    void what_is_deleted_is_not_there_any_more() {
        var created = tenant.endpoint();

        assertThat(tenant.client.delete(path(created)).status()).isEqualTo(204);

        assertThat(tenant.client.get(path(created)).problem()).isEqualTo(ABSENT);
        assertThat(tenant.client.delete(path(created)).problem()).isEqualTo(ABSENT);
        assertThat(tenant.endpoints()).isZero();
    }

    @Test
    void pages_of_endpoints_go_on_where_the_last_ended() {
        var ids = IntStream.range(0, 5)
                .mapToObj(_ -> tenant.endpoint().get("id").stringValue())
                .sorted()
                .toList();

        var first = tenant.client.get(PATH + "?limit=2").json();
        var second = tenant.client.get(PATH + "?limit=2&cursor=" + next(first)).json();
        var third = tenant.client.get(PATH + "?limit=2&cursor=" + next(second)).json();

        assertThat(Stream.of(first, second, third).flatMap(EndpointsIT::ids)).containsExactlyElementsOf(ids);
        assertThat(third.get("next").isNull()).isTrue();
    }

    @Test
    void one_endpoint_more_than_a_tenant_may_have_is_409_and_there_are_no_more_than_before() {
        IntStream.range(0, 5).forEach(_ -> tenant.endpoint());

        var refused = tenant.client.post(PATH, NEW);

        assertThat(refused.problem()).isEqualTo(new Answer.Problem(409, "/problems/too-many-endpoints", ""));
        assertThat(tenant.endpoints()).isEqualTo(5);
        assertThat(Tenant.at(port).client.post(PATH, NEW).status()).isEqualTo(201);
    }

    @Test
    void a_rotation_shows_the_new_secret_once_and_says_how_long_the_old_one_signs() {
        var created = tenant.endpoint();
        var before = Instant.now();

        var rotated = tenant.client.post(path(created) + "/secret/rotate");

        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        assertThat(rotated.header("Cache-Control")).contains("no-store");
        var secret = rotated.json().get("secret").stringValue();
        assertThat(secret)
                .startsWith("whsec_")
                .isNotEqualTo(created.get("secret").stringValue());
        assertThat(Instant.parse(rotated.json().get("previousUntil").stringValue()))
                .isBetween(
                        before.plus(Duration.ofHours(24)).minusMillis(1),
                        Instant.now().plus(Duration.ofHours(24)));
        assertThat(rotated.json().has("publicKey")).isFalse();
        assertThat(tenant.client.get(path(created)).body()).doesNotContain(secret);
    }

    @Test
    void an_eleventh_rotation_within_the_overlap_is_409_and_changes_nothing() {
        var path = path(tenant.endpoint());
        for (int times = 0; times < SigningKeys.MOST_PREVIOUS; times++) {
            assertThat(tenant.client.post(path + "/secret/rotate").status()).isEqualTo(200);
        }

        var refused = tenant.client.post(path + "/secret/rotate");

        assertThat(refused.problem()).isEqualTo(new Answer.Problem(409, "/problems/too-many-rotations", ""));
    }

    @Test
    void the_public_key_of_an_asymmetric_endpoint_can_be_read_and_changes_with_a_rotation() {
        var created = tenant.endpoint(NEW.replace("}", ",\"asymmetric\":true}"));
        var key = created.get("publicKey").stringValue();

        assertThat(key).matches("whpk_[0-9A-Za-z+/]{43}=");
        assertThat(tenant.client.get(path(created)).json().get("publicKey").stringValue())
                .isEqualTo(key);
        assertThat(tenant.client.get(path(created) + "/public-key").body())
                .isEqualTo("{\"publicKey\":\"%s\"}".formatted(key));
        var rotated = tenant.client.post(path(created) + "/secret/rotate").json();
        assertThat(rotated.get("publicKey").stringValue()).startsWith("whpk_").isNotEqualTo(key);
        assertThat(tenant.client.get(path(created) + "/public-key").json().get("publicKey"))
                .isEqualTo(rotated.get("publicKey"));
    }

    @Test
    void an_endpoint_that_is_not_asymmetric_has_no_public_key() {
        assertThat(tenant.client.get(path(tenant.endpoint()) + "/public-key").problem())
                .isEqualTo(ABSENT);
    }

    @Test
    void another_tenants_endpoint_is_404_for_every_verb_and_stays_as_it_was() {
        var created = tenant.endpoint(NEW.replace("}", ",\"asymmetric\":true}"));
        var path = path(created);
        var stranger = tenant.neighbour().client;

        assertThat(List.of(
                        stranger.get(path),
                        stranger.patch(path, "{\"rateLimit\":1}"),
                        stranger.delete(path),
                        stranger.post(path + "/secret/rotate"),
                        stranger.get(path + "/public-key"),
                        stranger.post(path + "/enable"),
                        stranger.post(path + "/replay", "{\"since\":\"2020-01-01T00:00:00Z\"}")))
                .extracting(Answer::problem)
                .containsOnly(ABSENT);
        assertThat(stranger.get(PATH).json().get("items").size()).isZero();
        assertThat(tenant.client.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    private static String path(JsonNode endpoint) {
        return PATH + "/" + endpoint.get("id").stringValue();
    }

    private static String next(JsonNode page) {
        return page.get("next").stringValue();
    }

    private static Stream<String> ids(JsonNode page) {
        return page.get("items").valueStream().map(item -> item.get("id").stringValue());
    }
}
