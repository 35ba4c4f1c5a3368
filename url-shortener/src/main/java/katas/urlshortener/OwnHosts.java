package katas.urlshortener;

import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where this service answers: a link there would lead in a circle. */
public final class OwnHosts {
    private static final String LOOPBACK = "localhost";

    private final Set<String> names;
    private final int port;

    /**
     * Knows where visitors reach the service.
     *
     * @param publicUrl front of every short URL
     * @param others more hosts that lead to it
     */
    public OwnHosts(URI publicUrl, Collection<String> others) {
        names = Stream.concat(Stream.of(publicUrl.getHost()), others.stream())
                .map(OwnHosts::name)
                .collect(Collectors.toUnmodifiableSet());
        port = port(publicUrl);
    }

    /** Tells whether this service answers there: on any port, but where others answer beside it, at its own only. */
    boolean has(URI uri) {
        var name = name(uri.getHost());
        return names.contains(name) && (!name.equals(LOOPBACK) || port(uri) == port);
    }

    private static String name(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        var name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return isLoopback(name) ? LOOPBACK : name;
    }

    private static boolean isLoopback(String name) {
        if (name.endsWith("." + LOOPBACK)) {
            return true;
        }
        try {
            var address = InetAddress.ofLiteral(name);
            return address.isLoopbackAddress() || address.isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // a service behind https answers on http as well, with a redirect
    private static int port(URI uri) {
        return uri.getPort() < 0 || uri.getPort() == 443 ? 80 : uri.getPort();
    }
}
