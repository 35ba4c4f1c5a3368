package katas.webhooks.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URL of an endpoint: absolute, http or https, at most 2,048 ASCII characters, and read in one way only.
 *
 * <p>Numbers for an address are accepted in their usual notation alone: what {@code 0x7f.1}, {@code 017700000001} or {@code
 * 2130706433} means depends on who reads it.
 */
public final class TargetUrl {
    private static final int MAX_LENGTH = 2_048;
    private static final int MAX_HOST_LENGTH = 253;
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern BYTE = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern NUMBERS = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0x[0-9a-f]*)\\.?");

    private final URI uri;
    private final String host;
    private final @Nullable InetAddress address;

    private TargetUrl(URI uri, String host, @Nullable InetAddress address) {
        this.uri = uri;
        this.host = host;
        this.address = address;
    }

    /**
     * Reads a URL.
     *
     * @throws TargetRefused if it is none, or none that a message can be sent to; the reason can follow the field's name
     */
    public static TargetUrl parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new TargetRefused("must have at most %d characters, had %d".formatted(MAX_LENGTH, text.length()));
        }
        if (!text.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new TargetRefused(
                    "must have visible ASCII characters only; a host of others has a form in these (xn--…)");
        }
        var uri = uri(text);
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new TargetRefused("must begin with http:// or https://");
        }
        if (uri.getRawAuthority() == null || uri.getRawAuthority().contains("@")) {
            throw new TargetRefused("must name a host, without a user name or password");
        }
        if (uri.getRawFragment() != null) {
            throw new TargetRefused("must not have a fragment: it would not be sent");
        }
        if (uri.getPort() == 0
                || uri.getPort() > 0xFFFF
                || uri.getRawAuthority().endsWith(":")) {
            throw new TargetRefused("must have a port from 1 to 65535, or none");
        }
        return of(uri, uri.getHost() == null ? uri.getRawAuthority() : uri.getHost());
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TargetRefused("must be a URL: " + e.getReason().toLowerCase(Locale.ROOT));
        }
    }

    private static TargetUrl of(URI uri, String written) {
        var host = written.toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            return new TargetUrl(uri, host.substring(1, host.length() - 1), ipv6(host));
        }
        if (NUMBERS.matcher(host).matches()) {
            return new TargetUrl(uri, host, ipv4(host));
        }
        if (host.length() > MAX_HOST_LENGTH || !NAME.matcher(host).matches()) {
            throw new TargetRefused("must name a host of letters, digits and hyphens between dots, not " + host);
        }
        return new TargetUrl(uri, host, null);
    }

    private static InetAddress ipv6(String host) {
        if (host.contains("%")) {
            throw new TargetRefused("must not name a zone: " + host);
        }
        try {
            return InetAddress.ofLiteral(host.substring(1, host.length() - 1));
        } catch (IllegalArgumentException e) {
            throw new TargetRefused("is no IPv6 address: " + host);
        }
    }

    private static InetAddress ipv4(String host) {
        var bytes = host.split("\\.", -1);
        boolean usual = bytes.length == 4;
        for (var number : bytes) {
            usual = usual && BYTE.matcher(number).matches() && Integer.parseInt(number) <= 0xFF;
        }
        if (!usual) {
            throw new TargetRefused("must write an address as four decimal numbers without leading zeros, not " + host);
        }
        return InetAddress.ofLiteral(host);
    }

    public URI uri() {
        return uri;
    }

    /** Returns the host's name, in lower case, or its address without brackets. */
    public String host() {
        return host;
    }

    /** Returns the address, if the URL has one instead of a name. */
    public Optional<InetAddress> address() {
        return Optional.ofNullable(address);
    }

    /** Compares what was written: the same host in capitals is another text. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TargetUrl url && uri.toString().equals(url.uri.toString());
    }

    @Override
    public int hashCode() {
        return uri.toString().hashCode();
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
