package katas.webhooks.http;

import java.io.IOException;

/**
 * How many bytes an attempt may still read, over whichever connections.
 *
 * <p>It belongs to the thread that makes the attempt. Counted where bytes come out of the socket, for there are more ways to
 * be endless than a body: header lines, interim answers, chunk extensions, trailers, a handshake.
 */
final class Allowance {
    static final ScopedValue<Allowance> CURRENT = ScopedValue.newInstance();

    private int left;
    private boolean exceeded;

    Allowance(int bytes) {
        this.left = bytes;
    }

    /** Returns how many of so many bytes may be read now, at least 1. */
    int atMost(int wanted) throws IOException {
        if (left == 0) {
            exceeded = true;
            throw new IOException("the answer is too long");
        }
        return Math.min(wanted, left);
    }

    void spend(int bytes) {
        left -= bytes;
    }

    /** Returns whether more was wanted than there was. */
    boolean isExceeded() {
        return exceeded;
    }
}
