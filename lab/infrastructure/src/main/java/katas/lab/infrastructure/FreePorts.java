package katas.lab.infrastructure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Chooses ports that nobody listens on.
 *
 * <p>All lie below the ephemeral range: there, a client that reconnects to a dead server's port can be given that very
 * port as its own, connect to itself, and keep the server from coming back. No port is handed out twice in one run;
 * another process may still take one before it is used. Of tests in several JVMs at once each chooses among others, or
 * now and then one would take the port of a server that another has just killed.
 */
public final class FreePorts {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final int TRIES = 1_000;
    private static final int SHARES = 16;
    private static final int SHARE = (int) (ProcessHandle.current().pid() % SHARES);
    private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** Returns a port from 20000 to 32000 that is free now and was not returned before. */
    public static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + SHARE + SHARES * ThreadLocalRandom.current().nextInt((LAST - FIRST) / SHARES);
            if (isFree(port) && HANDED_OUT.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from %d to %d in %d tries".formatted(FIRST, LAST, TRIES));
    }

    /**
     * Tells whether a server could listen on this port now.
     *
     * @param port from 1 to 65535
     */
    public static boolean isFree(int port) {
        // both, because a holder of one of them refuses the other on Linux but not on macOS
        return isFree(new InetSocketAddress(port))
                && isFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static boolean isFree(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
