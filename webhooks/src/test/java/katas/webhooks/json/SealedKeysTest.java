package katas.webhooks.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import katas.webhooks.endpoint.SealBroken;
import katas.webhooks.endpoint.SecretBox;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.signature.SigningKeyPair;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SealedKeysTest {
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final SealedKeys sealed =
            new SealedKeys(new SecretBox(List.of(Base64.getEncoder().encodeToString(new byte[32])), RANDOM));

    @Test
    void all_keys_are_read_as_they_were_sealed() {
        var keys = SigningKeys.draw(true, RANDOM)
                .rotated(false, NOW, Duration.ofDays(1), RANDOM)
                .rotated(true, NOW.plusMillis(1), Duration.ofDays(1), RANDOM);

        var read = sealed.open("ep_1", sealed.seal("ep_1", keys));

        assertThat(texts(read)).isEqualTo(texts(keys));
        assertThat(read.previous())
                .extracting(SigningKeys.Previous::until)
                .isEqualTo(keys.previous().stream()
                        .map(SigningKeys.Previous::until)
                        .toList());
    }

    @Test
    void keys_of_one_endpoint_are_not_those_of_another() {
        var text = sealed.seal("ep_1", SigningKeys.draw(false, RANDOM));

        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> sealed.open("ep_2", text));
    }

    private static List<String> texts(SigningKeys keys) {
        return Stream.concat(
                        Stream.of(keys.secret().reveal(), text(keys.pair())),
                        keys.previous().stream()
                                .flatMap(old -> Stream.of(old.secret().reveal(), text(old.pair()))))
                .toList();
    }

    private static String text(@Nullable SigningKeyPair pair) {
        return pair == null ? "none" : pair.reveal();
    }
}
