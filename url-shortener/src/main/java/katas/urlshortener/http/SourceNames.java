package katas.urlshortener.http;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import katas.urlshortener.Digests;
import katas.urlshortener.code.CodeKey;

/**
 * Names sources of requests so that others can count them without learning who they are: HMAC-SHA-256 of the address.
 *
 * <p>The key is derived from the first of the secrets that codes are permuted with. So all replicas use the same names,
 * before and after a rotation.
 */
final class SourceNames {
    private static final String PURPOSE = "url-shortener: names of those who try codes";
    private static final int HEX_DIGITS = 32;

    private final SecretKey key;

    SourceNames(CodeKey secret) {
        var bytes = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(secret.high())
                .putLong(secret.low())
                .array();
        this.key = Digests.key(Digests.hmac(Digests.key(bytes), PURPOSE));
    }

    /** Returns 32 hex digits. */
    String of(String source) {
        return HexFormat.of().formatHex(Digests.hmac(key, source)).substring(0, HEX_DIGITS);
    }
}
