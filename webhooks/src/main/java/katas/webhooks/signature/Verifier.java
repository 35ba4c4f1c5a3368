package katas.webhooks.signature;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import katas.webhooks.signature.Verification.Genuine;
import katas.webhooks.signature.Verification.Reason;
import katas.webhooks.signature.Verification.Refused;
import org.jspecify.annotations.Nullable;

/**
 * A receiver's side: believes what was signed with one of its keys, not longer ago or ahead than is tolerated.
 *
 * <p>Several keys and several signatures, so that a secret can be changed while messages flow. Which of them matched cannot
 * be told from the time it takes.
 */
public final class Verifier {
    /** What Standard Webhooks and its libraries tolerate. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    /** What a sender needs who has changed its keys ten times, with two signatures for each. */
    private static final int MOST_SIGNATURES = 22;

    private final List<VerificationKey> keys;
    private final Duration tolerance;
    private final InstantSource clock;

    /** @param tolerance in both directions; longer than zero */
    public Verifier(List<? extends VerificationKey> keys, Duration tolerance, InstantSource clock) {
        this.keys = List.copyOf(keys);
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /**
     * Verifies a request; the body as it came, never as it looks after parsing.
     *
     * @param messageId of {@code webhook-id}, null if absent
     * @param timestamp of {@code webhook-timestamp}, in seconds, null if absent
     * @param signatures of {@code webhook-signature}, separated by spaces, null if absent
     */
    public Verification verify(
            @Nullable String messageId, @Nullable String timestamp, @Nullable String signatures, byte[] body) {
        if (messageId == null
                || messageId.isEmpty()
                || messageId.indexOf('.') >= 0
                || timestamp == null
                || !SECONDS.matcher(timestamp).matches()
                || signatures == null) {
            return new Refused(Reason.MALFORMED);
        }
        var sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (!isSigned(SignedContent.of(messageId, sentAt, body), signatures)) {
            return new Refused(Reason.NOT_SIGNED);
        }
        return refusedForItsTime(sentAt)
                .<Verification>map(Refused::new)
                .orElseGet(() -> new Genuine(messageId, sentAt));
    }

    private Optional<Reason> refusedForItsTime(Instant sentAt) {
        var now = clock.instant();
        if (sentAt.isBefore(now.minus(tolerance))) {
            return Optional.of(Reason.TOO_OLD);
        }
        return sentAt.isAfter(now.plus(tolerance)) ? Optional.of(Reason.TOO_NEW) : Optional.empty();
    }

    private boolean isSigned(SignedContent content, String signatures) {
        var candidates = Arrays.stream(signatures.split(" ", MOST_SIGNATURES + 1))
                .limit(MOST_SIGNATURES)
                .toList();
        boolean signed = false;
        for (var key : keys) {
            for (var candidate : candidates) {
                // no way out before the last
                signed |= candidate.startsWith(key.version() + ",")
                        && key.verifies(
                                content,
                                decoded(candidate.substring(key.version().length() + 1)));
            }
        }
        return signed;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
