package katas.webhooks.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.SigningKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class EndpointKeysIT {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Endpoint ENDPOINT = Sample.endpoint("acme", "ep_1", "order.*", "user.created");

    private final RedisReplica replica;
    private final RedisEndpoints endpoints;

    EndpointKeysIT(RedisHandle redis) {
        replica = RedisReplica.of(redis);
        endpoints = Sample.endpoints(replica, ScriptClock.OF_REDIS);
    }

    @AfterEach
    void disconnect() {
        replica.close();
    }

    @Test
    void secrets_are_encrypted_at_rest() {
        var drawn = SigningKeys.draw(true, Sample.RANDOM);
        endpoints.create(ENDPOINT, drawn);
        var rotated = endpoints
                .changeKeys("acme", "ep_1", keys -> keys.rotated(true, Sample.NOON, DAY, Sample.RANDOM))
                .orElseThrow();

        var everything = Everything.of(replica).toString();
        for (var secret : List.of(
                drawn.secret().reveal(),
                rotated.secret().reveal(),
                Objects.requireNonNull(drawn.pair()).reveal(),
                Objects.requireNonNull(rotated.pair()).reveal())) {
            var base64 = secret.substring(secret.indexOf('_') + 1);
            var bytes = Base64.getDecoder().decode(base64);
            assertThat(everything)
                    .doesNotContain(base64)
                    .doesNotContain(new String(bytes, ISO_8859_1))
                    .doesNotContain(Base64.getEncoder().encodeToString(secret.getBytes(ISO_8859_1)))
                    .doesNotContain(HexFormat.of().formatHex(bytes, 0, 16));
        }
        // and the scan finds what is not sealed
        assertThat(everything).contains("https://example.com/ep_1");
    }

    @Test
    void rotation_signs_with_both_for_the_overlap_and_not_after() {
        var drawn = Sample.keys();
        endpoints.create(ENDPOINT, drawn);
        endpoints.changeKeys("acme", "ep_1", keys -> keys.rotated(false, Sample.NOON, DAY, Sample.RANDOM));

        var kept = endpoints.addressed("acme", "ep_1", 2).orElseThrow().keys();

        assertThat(kept.signers(Sample.NOON.plus(DAY).minusMillis(1))).hasSize(2);
        assertThat(kept.previous().getFirst().secret().reveal())
                .isEqualTo(drawn.secret().reveal());
        assertThat(kept.signers(Sample.NOON.plus(DAY))).containsExactly(kept.secret());
    }
}
