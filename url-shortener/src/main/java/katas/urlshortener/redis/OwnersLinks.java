package katas.urlshortener.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where an owner's links are listed: all that one script touches is in the owner's slot, named by a digest.
 *
 * <p>The list holds {@code <milliseconds of the creation>:<code>}, and is a hint: what it names may not be there yet, be
 * gone, or be another's. What is not in the list of its owner for good is only what was never acknowledged.
 */
record OwnersLinks(String owner) {
    /** Enough of a digest that no two owners, and no two keys of an owner, meet. */
    private static final int HEX_DIGITS = 32;

    String list() {
        return prefix() + "links";
    }

    /** What was planned for a creation that must happen once. */
    String once(String key) {
        return prefix() + "once:" + digest(key);
    }

    /** Returns what a deleted link remembers of its owner: tells owners apart, with another digest for each link. */
    String digestFor(String code) {
        return digest(code + "\n" + owner);
    }

    private String prefix() {
        return "url-shortener:{" + digest(owner) + "}:";
    }

    private static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
