package katas.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import katas.webhooks.signature.Verification.Genuine;
import katas.webhooks.signature.Verification.Reason;
import katas.webhooks.signature.Verification.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TIMESTAMP = Long.toString(NOW.getEpochSecond());
    private static final byte[] BODY = "{\"order\":7}".getBytes(UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final SigningSecret old = SigningSecret.draw(random);
    private final SigningSecret current = SigningSecret.draw(random);
    private final SigningKeyPair pair = SigningKeyPair.draw();
    private final Verifier verifier = new Verifier(List.of(current, pair.publicKey()), Verifier.TOLERANCE, () -> NOW);

    @Test
    void what_was_signed_with_a_known_key_is_genuine() {
        assertThat(verify(signature(current, NOW))).isEqualTo(new Genuine("msg_1", NOW));
        assertThat(verify(signature(pair, NOW))).isEqualTo(new Genuine("msg_1", NOW));
    }

    @Test
    void while_a_secret_is_changed_one_of_two_signatures_is_enough_on_either_side() {
        var both = signature(old, NOW) + " " + signature(current, NOW);
        var behind = new Verifier(List.of(old), Verifier.TOLERANCE, () -> NOW);
        var between = new Verifier(List.of(old, current), Verifier.TOLERANCE, () -> NOW);

        assertThat(verify(both)).isInstanceOf(Genuine.class);
        assertThat(behind.verify("msg_1", TIMESTAMP, both, BODY)).isInstanceOf(Genuine.class);
        assertThat(between.verify("msg_1", TIMESTAMP, signature(old, NOW), BODY))
                .isInstanceOf(Genuine.class);
        assertThat(verify(signature(old, NOW))).isEqualTo(new Refused(Reason.NOT_SIGNED));
    }

    @ParameterizedTest
    @CsvSource({"-301,TOO_OLD", "-300,", "300,", "301,TOO_NEW"})
    void a_time_more_than_five_minutes_away_is_refused(long seconds, Reason reason) {
        var sentAt = NOW.plus(Duration.ofSeconds(seconds));

        var verification =
                verifier.verify("msg_1", Long.toString(sentAt.getEpochSecond()), signature(current, sentAt), BODY);

        assertThat(verification).isEqualTo(reason == null ? new Genuine("msg_1", sentAt) : new Refused(reason));
    }

    @Test
    void a_changed_body_id_or_time_is_not_signed() {
        var signature = signature(current, NOW);

        assertThat(verifier.verify("msg_1", TIMESTAMP, signature, "{\"order\":8}".getBytes(UTF_8)))
                .isEqualTo(new Refused(Reason.NOT_SIGNED));
        assertThat(verifier.verify("msg_2", TIMESTAMP, signature, BODY)).isEqualTo(new Refused(Reason.NOT_SIGNED));
        assertThat(verifier.verify("msg_1", Long.toString(NOW.getEpochSecond() + 1), signature, BODY))
                .isEqualTo(new Refused(Reason.NOT_SIGNED));
    }

    @Test
    void a_version_names_its_scheme_and_no_other() {
        assertThat(verify(signature(current, NOW).replace("v1,", "v1a,"))).isEqualTo(new Refused(Reason.NOT_SIGNED));
        assertThat(verify(signature(current, NOW).replace("v1,", "v2,"))).isEqualTo(new Refused(Reason.NOT_SIGNED));
        assertThat(verify("v2,AAAA " + signature(current, NOW))).isInstanceOf(Genuine.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "v1", "v1,", "v1,*", "v1,AAAA", "v1 AAAA", "AAAA"})
    void what_is_no_signature_is_not_signed(String signatures) {
        assertThat(verify(signatures)).isEqualTo(new Refused(Reason.NOT_SIGNED));
    }

    @Test
    void of_endless_signatures_no_more_than_twenty_two_are_tried() {
        assertThat(verify("v1,AAAA ".repeat(21) + signature(current, NOW))).isInstanceOf(Genuine.class);
        assertThat(verify("v1,AAAA ".repeat(22) + signature(current, NOW))).isEqualTo(new Refused(Reason.NOT_SIGNED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1e9", " 1772366400", "17723664000000", "now", "１７７２"})
    void a_time_that_is_no_number_of_seconds_is_malformed(String timestamp) {
        assertThat(verifier.verify("msg_1", timestamp, signature(current, NOW), BODY))
                .isEqualTo(new Refused(Reason.MALFORMED));
    }

    @Test
    void each_header_field_must_be_there() {
        var signature = signature(current, NOW);

        assertThat(verifier.verify(null, TIMESTAMP, signature, BODY)).isEqualTo(new Refused(Reason.MALFORMED));
        assertThat(verifier.verify("", TIMESTAMP, signature, BODY)).isEqualTo(new Refused(Reason.MALFORMED));
        assertThat(verifier.verify("msg.1", TIMESTAMP, signature, BODY)).isEqualTo(new Refused(Reason.MALFORMED));
        assertThat(verifier.verify("msg_1", null, signature, BODY)).isEqualTo(new Refused(Reason.MALFORMED));
        assertThat(verifier.verify("msg_1", TIMESTAMP, null, BODY)).isEqualTo(new Refused(Reason.MALFORMED));
    }

    private Verification verify(String signatures) {
        return verifier.verify("msg_1", TIMESTAMP, signatures, BODY);
    }

    private static String signature(Signer signer, Instant sentAt) {
        return signer.sign(SignedContent.of("msg_1", sentAt, BODY));
    }
}
