package katas.webhooks.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A range of addresses that are no stranger's server.
 *
 * <p>Source: the <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and <a
 * href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a> special-purpose address registries of IANA,
 * and, in neither, multicast (RFC 5771, RFC 4291), site-local (RFC 3879) and IPv4-compatible addresses (RFC 4291, 2.5.5.1);
 * and all of IPv6 that is not 2000::/3: nobody has any of it.
 */
record SpecialPurpose(String purpose, String text, Cidr range) {
    /** Where one lies within another, the narrower comes first. */
    private static final List<SpecialPurpose> ALL = List.of(
            of("limited broadcast", "255.255.255.255/32"),
            of("this network", "0.0.0.0/8"),
            of("private use", "10.0.0.0/8"),
            of("shared address space", "100.64.0.0/10"),
            of("loopback", "127.0.0.0/8"),
            of("link local", "169.254.0.0/16"),
            of("private use", "172.16.0.0/12"),
            of("IETF protocol assignments", "192.0.0.0/24"),
            of("documentation", "192.0.2.0/24"),
            of("AS112", "192.31.196.0/24"),
            of("automatic multicast tunnelling", "192.52.193.0/24"),
            of("6to4 relay anycast", "192.88.99.0/24"),
            of("private use", "192.168.0.0/16"),
            of("AS112", "192.175.48.0/24"),
            of("benchmarking", "198.18.0.0/15"),
            of("documentation", "198.51.100.0/24"),
            of("documentation", "203.0.113.0/24"),
            of("multicast", "224.0.0.0/4"),
            of("reserved", "240.0.0.0/4"),
            of("unspecified", "::/128"),
            of("loopback", "::1/128"),
            of("IPv4-compatible", "::/96"),
            of("local IPv4/IPv6 translation", "64:ff9b:1::/48"),
            of("discard only", "100::/64"),
            of("dummy prefix", "100:0:0:1::/64"),
            of("Teredo", "2001::/32"),
            of("IETF protocol assignments", "2001::/23"),
            of("documentation", "2001:db8::/32"),
            of("6to4", "2002::/16"),
            of("AS112", "2620:4f:8000::/48"),
            of("documentation", "3fff::/20"),
            of("segment routing", "5f00::/16"),
            of("unique local", "fc00::/7"),
            of("link local", "fe80::/10"),
            of("site local", "fec0::/10"),
            of("multicast", "ff00::/8"),
            // all that is not 2000::/3
            of("not assigned", "::/3"),
            of("not assigned", "4000::/2"),
            of("not assigned", "8000::/1"));

    private static SpecialPurpose of(String purpose, String range) {
        return new SpecialPurpose(purpose, range, Cidr.parse(range));
    }

    static Optional<SpecialPurpose> of(InetAddress address) {
        return ALL.stream().filter(special -> special.range.contains(address)).findFirst();
    }

    /** Returns what it is for and which addresses it has, such as {@code loopback, 127.0.0.0/8}. */
    String described() {
        return purpose + ", " + text;
    }
}
