package katas.urlshortener.redis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
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
        try {
            var mac = Mac.getInstance(Salts.ALGORITHM);
            mac.init(salt);
            for (var part : List.of(code, address)) {
                mac.update(part.getBytes(StandardCharsets.UTF_8));
                // neither has it, so no two visitors look the same
                mac.update((byte) 0);
            }
            mac.update(userAgent.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + Salts.ALGORITHM, e);
        }
    }
}
