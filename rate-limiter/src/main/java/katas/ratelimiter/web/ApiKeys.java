package katas.ratelimiter.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that open the API. Only their SHA-256 digests are held. */
final class ApiKeys {
    private static final List<String> DEMO = List.of("demo-key", "demo-key-2");
    private static final List<String> DEMO_ADMIN = List.of("demo-admin-key");
    private static final int NAME_LENGTH = 16;

    private final List<byte[]> plain;
    private final List<byte[]> admin;

    /**
     * Takes the digests of keys.
     *
     * @param plain SHA-256 in hex
     * @param admin SHA-256 in hex
     * @param demo whether the documented demo keys open the API too
     */
    ApiKeys(Collection<String> plain, Collection<String> admin, boolean demo) {
        this.plain = digests(plain, demo ? DEMO : List.of());
        this.admin = digests(admin, demo ? DEMO_ADMIN : List.of());
    }

    Optional<ApiKeyAuthentication> authenticate(String key) {
        var digest = sha256(key);
        var name = HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH);
        if (contains(admin, digest)) {
            return Optional.of(ApiKeyAuthentication.admin(name));
        }
        return contains(plain, digest) ? Optional.of(ApiKeyAuthentication.plain(name)) : Optional.empty();
    }

    private static boolean contains(List<byte[]> digests, byte[] digest) {
        return digests.stream().anyMatch(known -> MessageDigest.isEqual(known, digest));
    }

    private static List<byte[]> digests(Collection<String> hex, List<String> keys) {
        return Stream.concat(
                        hex.stream().map(HexFormat.of()::parseHex),
                        keys.stream().map(ApiKeys::sha256))
                .toList();
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
