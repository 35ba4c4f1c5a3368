package katas.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTest {
    private static final SignedContent VECTOR = SignedContent.of(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            Instant.ofEpochSecond(1_614_265_330),
            "{\"test\": 2432232314}".getBytes(UTF_8));
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PAIR =
            "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==";
    private static final String PUBLIC = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";

    @Test
    void v1_is_what_the_specification_says_it_is() {
        assertThat(SigningSecret.parse(SECRET).sign(VECTOR))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void v1a_is_what_the_specification_says_it_is() {
        assertThat(SigningKeyPair.parse(PAIR).sign(VECTOR))
                .isEqualTo(
                        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==");
    }

    @Test
    void a_key_that_was_written_and_read_is_the_same_key() {
        assertThat(SigningSecret.parse(SECRET).reveal()).isEqualTo(SECRET);
        assertThat(SigningKeyPair.parse(PAIR).reveal()).isEqualTo(PAIR);
        assertThat(SigningKeyPair.parse(PAIR).publicKey().text()).isEqualTo(PUBLIC);
        assertThat(PublicKey.parse(PUBLIC).text()).isEqualTo(PUBLIC);
    }

    @Test
    void drawn_keys_differ_and_verify_their_own_signatures_only() {
        var random = new SecureRandom();
        var secret = SigningSecret.draw(random);
        for (int round = 0; round < 20; round++) {
            var pair = SigningKeyPair.parse(SigningKeyPair.draw().reveal());
            var key = PublicKey.parse(pair.publicKey().text());

            assertThat(key.verifies(VECTOR, bytes(pair.sign(VECTOR)))).isTrue();
            assertThat(key.verifies(VECTOR, bytes(SigningKeyPair.draw().sign(VECTOR))))
                    .isFalse();
            assertThat(secret.verifies(VECTOR, bytes(secret.sign(VECTOR)))).isTrue();
            assertThat(secret.verifies(VECTOR, bytes(SigningSecret.draw(random).sign(VECTOR))))
                    .isFalse();
        }
    }

    @Test
    void a_signature_covers_id_time_and_every_byte_of_the_body() {
        var secret = SigningSecret.parse(SECRET);
        var time = Instant.ofEpochSecond(1_614_265_330);
        var signature = bytes(secret.sign(SignedContent.of("msg_1", time, new byte[] {1, 2})));

        assertThat(secret.verifies(SignedContent.of("msg_1", time, new byte[] {1, 2}), signature))
                .isTrue();
        assertThat(secret.verifies(SignedContent.of("msg_2", time, new byte[] {1, 2}), signature))
                .isFalse();
        assertThat(secret.verifies(SignedContent.of("msg_1", time.plusSeconds(1), new byte[] {1, 2}), signature))
                .isFalse();
        assertThat(secret.verifies(SignedContent.of("msg_1", time, new byte[] {1, 3}), signature))
                .isFalse();
        assertThat(secret.verifies(SignedContent.of("msg_1", time, new byte[] {1, 2, 0}), signature))
                .isFalse();
    }

    @Test
    void an_id_cannot_reach_into_the_time() {
        assertThatIllegalArgumentException().isThrownBy(() -> SignedContent.of("msg_1.5", Instant.EPOCH, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> SignedContent.of("", Instant.EPOCH, new byte[0]));
    }

    @Test
    void printing_a_key_shows_no_secret() {
        assertThat(SigningSecret.parse(SECRET)).hasToString("whsec_…");
        assertThat(SigningKeyPair.parse(PAIR)).hasToString("whsk_…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_",
                "whsec_c2hvcnQ=",
                "whsec_*",
                "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void what_is_no_secret_is_refused_without_quoting_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningSecret.parse(text))
                .withNoCause()
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("AAAA", "c2hv", "MfKQ"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whpk_", "whpk_AAAA", "whsk_AAAA"})
    void what_is_no_public_key_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublicKey.parse(text).verifies(VECTOR, new byte[64]));
    }

    private static byte[] bytes(String signature) {
        return Base64.getDecoder().decode(signature.substring(signature.indexOf(',') + 1));
    }
}
