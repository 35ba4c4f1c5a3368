package katas.webhooks.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two requests ask for the same. */
final class Fingerprint {
    private Fingerprint() {}

    /** Returns 64 hexadecimal digits that are others if anything is: each part goes in with its length. */
    static String of(NewMessage sent) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            update(digest, sent.eventType().name().getBytes(UTF_8));
            update(digest, sent.payload().bytes());
            if (sent.key() != null) {
                update(digest, sent.key().getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }
}
