package katas.urlshortener.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import katas.urlshortener.Digests;
import katas.urlshortener.UrlShortenerProperties;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/** The keys that open the API, and whose links each of them opens. Only their SHA-256 digests are held. */
final class ApiKeys {
    static final String CALLER = "CALLER";
    static final String ADMIN = "ADMIN";

    private static final String ROLE = "ROLE_";
    private static final int NAME_LENGTH = 16;

    private final List<Holder> holders = new ArrayList<>();

    private record Holder(String digest, String owner, boolean admin) {}

    /**
     * Takes the digests of keys.
     *
     * @param admin SHA-256 in hex; one that is not among {@code keys} has links of its own
     * @param demo whether the documented demo keys open the API too
     */
    ApiKeys(Collection<UrlShortenerProperties.Key> keys, Collection<String> admin, boolean demo) {
        var admins = admin.stream().map(ApiKeys::lower).toList();
        for (var key : keys) {
            var digest = lower(key.digest());
            holders.add(new Holder(digest, key.owner(), admins.contains(digest)));
        }
        for (var digest : admins) {
            holders.add(new Holder(digest, digest.substring(0, NAME_LENGTH), true));
        }
        if (demo) {
            addDemo("demo-key", "demo", false);
            addDemo("demo-key-2", "demo-2", false);
            addDemo("demo-admin-key", "demo-admin", true);
        }
    }

    private void addDemo(String key, String owner, boolean admin) {
        holders.add(new Holder(digest(key), owner, admin));
    }

    /** Returns the holder of a key, whose name is that of the owner. */
    Optional<Authentication> authenticate(String key) {
        var digest = digest(key);
        return holders.stream()
                .filter(holder -> same(holder.digest(), digest))
                .findFirst()
                .map(ApiKeys::caller);
    }

    private static Authentication caller(Holder holder) {
        var roles = holder.admin() ? new String[] {ROLE + CALLER, ROLE + ADMIN} : new String[] {ROLE + CALLER};
        return UsernamePasswordAuthenticationToken.authenticated(
                holder.owner(), "", AuthorityUtils.createAuthorityList(roles));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String digest(String key) {
        return HexFormat.of().formatHex(Digests.sha256(key));
    }

    private static String lower(String hex) {
        return hex.toLowerCase(Locale.ROOT);
    }
}
