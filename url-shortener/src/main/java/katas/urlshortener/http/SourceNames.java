package katas.urlshortener.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import katas.urlshortener.code.CodeKey;

/**
 * Names sources of requests so that others can count them without learning who they are: HMAC-SHA-256 of the address.
 *
 * <p>The key is derived from the first of the secrets that codes are permuted with. So all replicas use the same names,
 * before and after a rotation.
 */
final class SourceNames {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "url-shortener: names of those who try codes";
    private static final int HEX_DIGITS = 32;

    private final SecretKeySpec key;

    SourceNames(CodeKey secret) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(secret.high())
                .putLong(secret.low())
                .array();
        this.key = new SecretKeySpec(hmac(new SecretKeySpec(bytes, ALGORITHM), PURPOSE), ALGORITHM);
    }

    /** Returns 32 hex digits. */
    String of(String source) {
        return HexFormat.of().formatHex(hmac(key, source)).substring(0, HEX_DIGITS);
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
