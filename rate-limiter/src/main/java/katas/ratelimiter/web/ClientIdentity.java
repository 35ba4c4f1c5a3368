package katas.ratelimiter.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Tells who is limited: the holder of an API key, else a network address.
 *
 * <p>The address is the peer's. A forwarding header is believed only as far as proxies are known to have written it:
 * its entries are counted from the right, since a client can put anything it likes to their left.
 */
final class ClientIdentity {
    private static final int NETWORK_BYTES = 8;
    private static final Pattern WITH_PORT =
            Pattern.compile("(?<v4>[0-9.]+):[0-9]{1,5}|\\[(?<v6>[0-9A-Fa-f:.]+)](:[0-9]{1,5})?");

    private final int trustedHops;

    /** @param trustedHops proxies in front of this service that append to X-Forwarded-For; 0 to believe none */
    ClientIdentity(int trustedHops) {
        this.trustedHops = trustedHops;
    }

    String of(HttpServletRequest request) {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller instanceof ApiKeyAuthentication key ? "key:" + key.getName() : "address:" + address(request);
    }

    private String address(HttpServletRequest request) {
        var forwarded = forwardedFor(request);
        if (trustedHops == 0 || forwarded.size() < trustedHops) {
            return network(request.getRemoteAddr());
        }
        return network(withoutPort(forwarded.get(forwarded.size() - trustedHops)));
    }

    private static List<String> forwardedFor(HttpServletRequest request) {
        return Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** Some proxies write the client's port, too, and then IPv6 in brackets. */
    private static String withoutPort(String entry) {
        var parts = WITH_PORT.matcher(entry);
        if (!parts.matches()) {
            return entry;
        }
        return parts.group("v6") == null ? parts.group("v4") : parts.group("v6");
    }

    /** Returns the address; of IPv6 the first 64 bits, since one subscriber has all of the rest. */
    private static String network(String address) {
        try {
            var parsed = InetAddress.ofLiteral(address);
            if (parsed instanceof Inet6Address) {
                var bytes = parsed.getAddress();
                Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
                return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
            }
            return parsed.getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return "unknown";
        }
    }
}
