package katas.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/**
 * What a signature covers: the message's id, the time of the attempt, and the body to the byte.
 *
 * <p>Source: <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks 1.0.0</a>, "Signature scheme".
 */
public final class SignedContent {
    private static final int SEPARATORS_AND_DIGITS = 32;

    private final byte[] bytes;

    private SignedContent(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Joins what is signed.
     *
     * @param messageId as sent in {@code webhook-id}; without a dot, which would let two contents look alike
     * @param timestamp counts in whole seconds
     * @throws IllegalArgumentException if the id is empty or has a dot
     */
    public static SignedContent of(String messageId, Instant timestamp, byte[] body) {
        if (messageId.isEmpty() || messageId.indexOf('.') >= 0) {
            throw new IllegalArgumentException("a message's id must not be empty nor have a dot: " + messageId);
        }
        var joined = new ByteArrayOutputStream(messageId.length() + SEPARATORS_AND_DIGITS + body.length);
        joined.writeBytes((messageId + "." + timestamp.getEpochSecond() + ".").getBytes(UTF_8));
        joined.writeBytes(body);
        return new SignedContent(joined.toByteArray());
    }

    byte[] bytes() {
        return bytes;
    }
}
