package katas.webhooks.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses messages may go to: all but {@linkplain SpecialPurpose special ones}, and of these what the operator allows.
 *
 * <p>An address of a network that translates to IPv4 (RFC 6052) is judged by the address inside.
 */
public final class EgressPolicy {
    private static final Cidr TRANSLATED = Cidr.parse("64:ff9b::/96");
    // its text would be read as that of an IPv4 address
    private static final Cidr MAPPED =
            Cidr.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 0, 0, 0, 0}, 96);
    private static final int IPV4_BYTES = 4;

    private final List<Cidr> allowed;

    /** @param allowed ranges to which messages may go although they are special */
    public EgressPolicy(List<Cidr> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * Checks what a name has been resolved to.
     *
     * @param addresses all of them: one that is denied is enough, or whoever owns the name could have us try until it is taken
     * @throws TargetRefused if an address is denied, or there is none
     */
    public void check(String host, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new TargetRefused(host + " has no address");
        }
        for (var address : addresses) {
            denied(address).ifPresent(special -> {
                throw new TargetRefused(
                        isLiteral(host)
                                ? "%s is no public address: %s".formatted(host, special.described())
                                // where names lead in our network is nobody's business
                                : "%s leads to no public address: %s".formatted(host, special.purpose()));
            });
        }
    }

    private Optional<SpecialPurpose> denied(InetAddress address) {
        var meant = inside(address);
        if (allowed.stream().anyMatch(range -> range.contains(meant))) {
            return Optional.empty();
        }
        return SpecialPurpose.of(meant);
    }

    private static InetAddress inside(InetAddress address) {
        var bytes = address.getAddress();
        if (!TRANSLATED.contains(bytes) && !MAPPED.contains(bytes)) {
            return address;
        }
        try {
            return Inet4Address.getByAddress(Arrays.copyOfRange(bytes, bytes.length - IPV4_BYTES, bytes.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean isLiteral(String host) {
        try {
            var _ = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
