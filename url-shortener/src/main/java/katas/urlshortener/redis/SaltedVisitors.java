package katas.urlshortener.redis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import katas.urlshortener.Visitors;

/** Names visitors by an HMAC of address and browser under the day's salt. */
public final class SaltedVisitors implements Visitors {
    private static final int BYTES = 8;

    private final Salts salts;

    public SaltedVisitors(Salts salts) {
        this.salts = salts;
    }

    @Override
    public Optional<String> name(String address, String userAgent, Instant at) {
        return salts.of(LocalDate.ofInstant(at, ZoneOffset.UTC)).map(salt -> name(salt, address, userAgent));
    }

    private static String name(SecretKey salt, String address, String userAgent) {
        try {
            var mac = Mac.getInstance(Salts.ALGORITHM);
            mac.init(salt);
            mac.update(address.getBytes(StandardCharsets.UTF_8));
            // no address has it, so no two pairs look the same
            mac.update((byte) 0);
            mac.update(userAgent.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(), 0, BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + Salts.ALGORITHM, e);
        }
    }
}
