package katas.webhooks.egress;

import java.net.InetAddress;
import java.util.Arrays;

/** A range of IP addresses: all that share so many leading bits. */
public final class Cidr {
    private final byte[] network;
    private final int bits;

    private Cidr(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    static Cidr of(byte[] network, int bits) {
        return new Cidr(network.clone(), bits);
    }

    /**
     * Reads a range such as {@code 10.0.0.0/8} or {@code fc00::/7}.
     *
     * @throws IllegalArgumentException if it is none, or bits behind the prefix are set
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("must be an address, / and a number of bits: " + text);
        }
        var network = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
        int bits = bits(text.substring(slash + 1), network.length * Byte.SIZE);
        if (!Arrays.equals(network, masked(network, bits))) {
            throw new IllegalArgumentException("has bits set behind the prefix: " + text);
        }
        return new Cidr(network, bits);
    }

    private static int bits(String text, int most) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("a prefix has 0 to %d bits: %s".formatted(most, text));
        }
        return Integer.parseInt(text);
    }

    /** Tells whether an address lies within; one of the other family never does. */
    public boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    boolean contains(byte[] address) {
        return address.length == network.length && Arrays.equals(network, masked(address, bits));
    }

    private static byte[] masked(byte[] address, int bits) {
        var masked = new byte[address.length];
        for (int index = 0; index < address.length; index++) {
            int kept = Math.clamp(bits - (long) index * Byte.SIZE, 0, Byte.SIZE);
            masked[index] = (byte) (address[index] & (0xFF00 >> kept));
        }
        return masked;
    }
}
