package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import katas.lab.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A key that can be charged can be looked at and reset, whatever characters it has. */
@RunningService
class KeysInPathsIT {
    private static final String SPECIAL = "/\\%;:?#&=+.,@!$'()*[]{}<>|^`~\" äß€日😀";

    private final ServiceClient client;

    KeysInPathsIT(@LocalServerPort int port) {
        this.client = ServiceClient.admin(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice", "user:42", "address:2001:db8::/64", "a/b", "a//b", "/", "../../etc", "..a", "a\\b", "a%2Fb",
                        "100%", "%",
                "a;b", "a;b=c", "a b", " a ", "a+b", "?q=1#x", "{a}", "ä", "日本語", "😀", "a\"b", "<b>"
            })
    void a_key_that_was_charged_can_be_looked_at_and_reset(String key) {
        var path = "/v1/policies/api/keys/" + ServiceClient.encoded(key);
        client.decide("api", key, 40);

        var charged = client.get(path);
        var reset = client.delete(path);

        assertThat(charged.json().get("key").stringValue()).isEqualTo(key);
        assertThat(charged.json().get("limits").get(0).get("remaining").intValue())
                .isBetween(60, 99);
        assertThat(reset.status()).isEqualTo(204);
        assertThat(client.remaining("api", key)).isEqualTo(100);
    }

    @Test
    void whatever_random_key_is_accepted_can_be_looked_at() {
        var random = new Random(Seeds.next());
        for (int i = 0; i < 150; i++) {
            var key = i + randomKey(random);

            var decision = client.decide("api", key, 50);

            if (decision.status() == 400) {
                assertThat(decision.problem().field()).isEqualTo("key");
            } else {
                assertThat(decision.status()).as(key).isEqualTo(200);
                assertThat(client.remaining("api", key)).as(key).isBetween(50, 99);
            }
        }
    }

    @Test
    void keys_that_differ_only_in_encoding_characters_are_different_keys() {
        client.decide("api", "x/y", 50);

        assertThat(client.remaining("api", "x%2Fy")).isEqualTo(100);
        assertThat(client.remaining("api", "x")).isEqualTo(100);
    }

    @Test
    void a_bare_semicolon_is_refused_lest_it_cut_the_key_short_and_another_one_be_reset() {
        client.decide("api", "cut", 50);

        var answer = client.delete("/v1/policies/api/keys/cut;short");

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", ""));
        assertThat(client.remaining("api", "cut")).isLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/policies/../policies/api/keys/alice",
                "/v1//policies/api/keys/alice",
                "/v1/policies/api/keys/%2E%2E",
                "/v1/policies/api/keys/a%00b",
                "/v1/policies/api/keys/a%0Ab",
                "/v1/policies/api/keys/a%E2%80%A8b",
                "/v1/policies/api/keys/%FF",
                "/v1/policies/api/keys/%20"
            })
    void a_path_that_is_no_key_and_no_resource_is_400(String path) {
        assertThat(client.get(path).problem().status()).isEqualTo(400);
    }

    @Test
    void a_key_that_is_too_long_is_refused_in_a_path_too() {
        assertThat(client.get("/v1/policies/api/keys/" + "k".repeat(256)).status())
                .isEqualTo(200);
        assertThat(client.get("/v1/policies/api/keys/" + "k".repeat(257)).problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "key"));
    }

    private static String randomKey(Random random) {
        var special = SPECIAL.codePoints().toArray();
        var key = new StringBuilder();
        int length = 1 + random.nextInt(8);
        for (int i = 0; i < length; i++) {
            key.appendCodePoint(
                    random.nextBoolean() ? special[random.nextInt(special.length)] : random.nextInt(0x3000));
        }
        return key.toString();
    }
}
