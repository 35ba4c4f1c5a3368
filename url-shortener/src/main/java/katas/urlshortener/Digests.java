package katas.urlshortener;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 of texts, in UTF-8: what stands for a text, and under a key also hides it. */
public final class Digests {
    private static final String HMAC = "HmacSHA256";
    private static final int SHORT = 32;

    private Digests() {}

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Returns the first 128 bits in hex: enough that no two texts meet. */
    public static String shortHex(String text) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, SHORT);
    }

    /**
     * Makes a key for {@link #hmac}.
     *
     * @param secret at least one byte
     */
    public static SecretKey key(byte[] secret) {
        return new SecretKeySpec(secret, HMAC);
    }

    /** Returns the HMAC of a text: who does not have the key cannot even try texts. */
    public static byte[] hmac(SecretKey key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
