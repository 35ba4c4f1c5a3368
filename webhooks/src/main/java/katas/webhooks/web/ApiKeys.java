package katas.webhooks.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import katas.webhooks.Digests;
import katas.webhooks.WebhooksProperties;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/** The keys that open the API, and whose endpoints and messages each of them opens. Only their SHA-256 digests are held. */
final class ApiKeys {
    static final String TENANT = "TENANT";

    private final List<Holder> holders = new ArrayList<>();

    private record Holder(String digest, String tenant) {}

    /**
     * Takes the digests of keys.
     *
     * @param demo whether the documented demo keys open the API too
     */
    ApiKeys(Collection<WebhooksProperties.Key> keys, boolean demo) {
        for (var key : keys) {
            holders.add(new Holder(key.digest().toLowerCase(Locale.ROOT), key.tenant()));
        }
        if (demo) {
            holders.add(new Holder(Digests.sha256("demo-key"), "demo"));
            holders.add(new Holder(Digests.sha256("demo-key-2"), "demo-2"));
        }
    }

    /** Returns the holder of a key, whose name is that of the tenant. */
    Optional<Authentication> authenticate(String key) {
        var digest = Digests.sha256(key);
        return holders.stream()
                .filter(holder -> same(holder.digest(), digest))
                .findFirst()
                .map(holder -> UsernamePasswordAuthenticationToken.authenticated(
                        holder.tenant(), "", AuthorityUtils.createAuthorityList("ROLE_" + TENANT)));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
