package katas.shopping.web;

import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/** The keys that open the API. Only their SHA-256 digests are held, and a caller's name is the beginning of one. */
final class ApiKeys {
    static final String CALLER = "CALLER";
    static final String ADMIN = "ADMIN";

    private static final String ROLE = "ROLE_";
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

    Optional<Authentication> authenticate(String key) {
        var digest = Digests.sha256(key);
        if (contains(admin, digest)) {
            return Optional.of(caller(digest, ROLE + CALLER, ROLE + ADMIN));
        }
        return contains(plain, digest) ? Optional.of(caller(digest, ROLE + CALLER)) : Optional.empty();
    }

    private static Authentication caller(byte[] digest, String... roles) {
        return UsernamePasswordAuthenticationToken.authenticated(
                HexFormat.of().formatHex(digest).substring(0, NAME_LENGTH),
                "",
                AuthorityUtils.createAuthorityList(roles));
    }

    private static boolean contains(List<byte[]> digests, byte[] digest) {
        return digests.stream().anyMatch(known -> MessageDigest.isEqual(known, digest));
    }

    private static List<byte[]> digests(Collection<String> hex, List<String> keys) {
        return Stream.concat(
                        hex.stream().map(HexFormat.of()::parseHex),
                        keys.stream().map(Digests::sha256))
                .toList();
    }
}
