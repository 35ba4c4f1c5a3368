package katas.urlshortener.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;

/**
 * Where a request comes from: the peer, unless proxies in front are trusted to know better.
 *
 * <p>The entries of a forwarding header are counted from the right, since a client can put anything it likes to their
 * left.
 */
final class ClientAddress {
    private static final int NETWORK_BYTES = 8;
    private static final String UNKNOWN = "unknown";

    private final int trustedHops;

    /** @param trustedHops proxies in front that append to X-Forwarded-For; 0 to believe none */
    ClientAddress(int trustedHops) {
        this.trustedHops = trustedHops;
    }

    /** Returns the address; {@code unknown} if a trusted proxy wrote something else. */
    String of(HttpServletRequest request) {
        if (trustedHops == 0) {
            return request.getRemoteAddr();
        }
        var forwarded = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        return forwarded.size() < trustedHops
                ? request.getRemoteAddr()
                : literal(withoutPort(forwarded.get(forwarded.size() - trustedHops)));
    }

    /** Returns what is limited as one: an address; of IPv6 the first 64 bits, since one subscriber has all the rest. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            var parsed = InetAddress.ofLiteral(address);
            if (!(parsed instanceof Inet6Address)) {
                return parsed.getHostAddress();
            }
            var bytes = parsed.getAddress();
            Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (IllegalArgumentException | UnknownHostException e) {
            return UNKNOWN;
        }
    }

    private static String literal(String entry) {
        try {
            return InetAddress.ofLiteral(entry).getHostAddress();
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    /** Some proxies write the client's port, too, and then IPv6 in brackets. */
    private static String withoutPort(String entry) {
        if (entry.startsWith("[")) {
            int end = entry.indexOf(']');
            return end < 0 ? entry : entry.substring(1, end);
        }
        int colon = entry.indexOf(':');
        return colon >= 0 && colon == entry.lastIndexOf(':') ? entry.substring(0, colon) : entry;
    }
}
