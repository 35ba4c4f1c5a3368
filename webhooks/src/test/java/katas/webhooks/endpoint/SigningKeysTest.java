package katas.webhooks.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import katas.webhooks.signature.SignedContent;
import katas.webhooks.signature.Verification.Genuine;
import katas.webhooks.signature.VerificationKey;
import katas.webhooks.signature.Verifier;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final SigningKeys before = SigningKeys.draw(false, RANDOM);

    @Test
    void during_the_overlap_both_sign_and_not_after() {
        var after = before.rotated(false, NOW, DAY, RANDOM);

        assertThat(after.signers(NOW)).containsExactly(after.secret(), before.secret());
        assertThat(after.signers(NOW.plus(DAY).minusMillis(1))).containsExactly(after.secret(), before.secret());
        assertThat(after.signers(NOW.plus(DAY))).containsExactly(after.secret());
    }

    @Test
    void a_receiver_with_either_secret_believes_what_both_signed() {
        var after = before.rotated(true, NOW, DAY, RANDOM);

        assertThat(after.signers(NOW)).hasSize(3);
        for (var key :
                List.of(before.secret(), after.secret(), after.publicKey().orElseThrow())) {
            assertThat(isBelieved(after, key, NOW)).isTrue();
        }
        assertThat(isBelieved(after, before.secret(), NOW.plus(DAY))).isFalse();
    }

    @Test
    void a_pair_signs_beside_the_secret_and_goes_on_for_the_overlap_too() {
        var asymmetric = SigningKeys.draw(true, RANDOM);
        var after = asymmetric.rotated(false, NOW, DAY, RANDOM);

        assertThat(asymmetric.signers(NOW))
                .containsExactly(asymmetric.secret(), Objects.requireNonNull(asymmetric.pair()));
        assertThat(after.publicKey()).isEmpty();
        assertThat(after.signers(NOW))
                .containsExactly(after.secret(), asymmetric.secret(), Objects.requireNonNull(asymmetric.pair()));
        assertThat(after.signers(NOW.plus(DAY))).containsExactly(after.secret());
    }

    @Test
    void ten_previous_ones_sign_and_an_eleventh_rotation_takes_none_of_them_away() {
        var keys = SigningKeys.draw(true, RANDOM);
        var secrets = new ArrayList<>(List.of(keys.secret()));
        for (int times = 0; times < SigningKeys.MOST_PREVIOUS; times++) {
            assertThat(keys.canRotate(NOW)).isTrue();
            keys = keys.rotated(true, NOW, DAY, RANDOM);
            secrets.addFirst(keys.secret());
        }

        var full = keys;
        assertThat(full.canRotate(NOW)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> full.rotated(true, NOW, DAY, RANDOM));
        assertThat(full.canRotate(NOW.plus(DAY))).isTrue();
        assertThat(secrets)
                .hasSize(11)
                .allSatisfy(secret -> assertThat(isBelieved(full, secret, NOW)).isTrue());
    }

    @Test
    void what_signs_no_more_is_forgotten_at_the_next_rotation() {
        var second = before.rotated(false, NOW, DAY, RANDOM);
        var third = second.rotated(false, NOW.plus(DAY), DAY, RANDOM);

        assertThat(third.previous())
                .containsExactly(new SigningKeys.Previous(second.secret(), null, NOW.plus(DAY.multipliedBy(2))));
    }

    @Test
    void printing_them_shows_no_secret() {
        var keys = SigningKeys.draw(true, RANDOM).rotated(true, NOW, DAY, RANDOM);

        assertThat(keys.toString())
                .doesNotContain(keys.secret().reveal().substring("whsec_".length()))
                .doesNotContain(Objects.requireNonNull(keys.pair()).reveal().substring("whsk_".length()));
    }

    private static boolean isBelieved(SigningKeys keys, VerificationKey key, Instant at) {
        var body = "{}".getBytes(UTF_8);
        var content = SignedContent.of("msg_1", at, body);
        var signatures =
                keys.signers(at).stream().map(signer -> signer.sign(content)).collect(Collectors.joining(" "));
        return new Verifier(List.of(key), Verifier.TOLERANCE, () -> at)
                        .verify("msg_1", Long.toString(at.getEpochSecond()), signatures, body)
                instanceof Genuine;
    }
}
