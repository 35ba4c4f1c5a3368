package katas.urlshortener.redis;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import katas.urlshortener.Digests;
import katas.urlshortener.Visitors;

/** Names visitors by an HMAC of link, address and browser under the day's salt. */
public final class SaltedVisitors implements Visitors {
    private static final int BYTES = 8;

    private final Salts salts;

    public SaltedVisitors(Salts salts) {
        this.salts = salts;
    }

    @Override
    public Optional<String> name(String code, String address, String userAgent, Instant at) {
        return salts.of(LocalDate.ofInstant(at, ZoneOffset.UTC)).map(salt -> name(salt, code, address, userAgent));
    }

    private static String name(SecretKey salt, String code, String address, String userAgent) {
        // neither code nor address has a zero, so no two visitors look the same
        var visitor = String.join("\0", code, address, userAgent);
        return HexFormat.of().formatHex(Digests.hmac(salt, visitor), 0, BYTES);
    }
}
