package katas.webhooks.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final String SECRET = "whsec_plain words";

    private final String first = key();
    private final String second = key();
    private final SecretBox box = box(first);

    @Test
    void what_is_sealed_opens_again_and_shows_nothing() {
        var sealed = box.seal("ep_1", SECRET);

        assertThat(box.open("ep_1", sealed)).isEqualTo(SECRET);
        assertThat(sealed).doesNotContain(SECRET);
        assertThat(new String(Base64.getDecoder().decode(sealed.split("\\.", -1)[1]), UTF_8))
                .doesNotContain("plain words");
    }

    @Test
    void the_same_secret_never_looks_the_same() {
        assertThat(box.seal("ep_1", SECRET)).isNotEqualTo(box.seal("ep_1", SECRET));
    }

    @Test
    void what_is_sealed_for_one_endpoint_does_not_open_for_another() {
        var sealed = box.seal("ep_1", SECRET);

        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> box.open("ep_2", sealed));
    }

    @Test
    void the_last_key_seals_and_all_open_wherever_they_stand() {
        var old = box.seal("ep_1", SECRET);
        var recent = box(first, second).seal("ep_1", SECRET);

        assertThat(box(first, second).open("ep_1", old)).isEqualTo(SECRET);
        assertThat(box(second, key(), first).open("ep_1", old)).isEqualTo(SECRET);
        assertThat(box(second).open("ep_1", recent)).isEqualTo(SECRET);
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> box.open("ep_1", recent));
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> box(second).open("ep_1", old));
    }

    @Test
    void whatever_is_changed_in_it_breaks_the_seal() {
        var sealed = box.seal("ep_1", SECRET);

        for (int index = 0; index < sealed.length(); index++) {
            var changed = new StringBuilder(sealed);
            changed.setCharAt(index, sealed.charAt(index) == 'A' ? 'B' : 'A');
            assertThatExceptionOfType(SealBroken.class)
                    .as("character %d", index)
                    .isThrownBy(() -> box.open("ep_1", changed.toString()))
                    .withMessageNotContaining(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "0.0.0", "whsec_plain words"})
    void what_was_never_sealed_does_not_open(String text) {
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> box.open("ep_1", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".AAAA", ".AAAAAAAAAAAAAAAAAAAAAA==", ".not Base64"})
    void what_is_too_short_or_no_base64_does_not_open(String rest) {
        var name = box.seal("ep_1", SECRET).split("\\.", -1)[0];

        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> box.open("ep_1", name + rest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2hvcnQ=", "geheim! geheim! geheim! geheim!!"})
    void a_key_is_32_bytes_in_base64_and_is_not_quoted(String key) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> box(first, key))
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("geheim").doesNotContain(first))
                .withNoCause();
    }

    @Test
    void there_is_no_box_without_a_key() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new SecretBox(List.of(), RANDOM));
    }

    @Test
    void printing_it_shows_no_key() {
        assertThat(box).hasToString("SecretBox[" + box.seal("ep_1", SECRET).split("\\.", -1)[0] + "]");
    }

    private static SecretBox box(String... keys) {
        return new SecretBox(List.of(keys), RANDOM);
    }

    private static String key() {
        var key = new byte[32];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
