package katas.lab.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A fixed loopback address in front of a server whose own address may change, and a bad network on request.
 *
 * <p>{@link #delay} makes every answer late without making the line narrower: what was sent together arrives together.
 * {@link #cut} resets all connections and every new one at once; for a line that goes silent, pause the server instead.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 2_000;

    private final ServerSocket listener;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final Lateness lateness = new Lateness();

    private volatile InetSocketAddress target;
    private volatile boolean cut;

    /**
     * Listens at once.
     *
     * @param port loopback port to listen on
     * @param target loopback port of the server, which need not run yet
     */
    public TcpProxy(int port, int target) {
        this.target = loopback(target);
        try {
            listener = new ServerSocket();
            listener.bind(loopback(port));
        } catch (IOException e) {
            throw new UncheckedIOException("the proxy cannot listen on port " + port, e);
        }
        Thread.ofVirtual().name("proxy on port " + port).start(this::accept);
    }

    /** The port that clients connect to; it never changes. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * Sends new connections elsewhere; those that exist stay where they are.
     *
     * @param port loopback port of the server
     */
    public void target(int port) {
        target = loopback(port);
    }

    /**
     * Lets every answer arrive later.
     *
     * @param by zero or longer
     */
    public void delay(Duration by) {
        lateness.set(by);
    }

    /** Resets every connection, and every new one as soon as it is made. */
    public void cut() {
        cut = true;
        connections.forEach(ProxiedConnection::reset);
    }

    /** Ends delay and cut; connections that were reset stay so. */
    public void mend() {
        cut = false;
        lateness.set(Duration.ZERO);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(ProxiedConnection::reset);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // closed, or the client was gone before it was accepted
            }
        }
    }

    private void serve(Socket client) {
        var server = new Socket();
        var connection = new ProxiedConnection(client, server, lateness);
        connections.add(connection);
        try {
            // after the add: a cut from here on finds this connection in the set or is seen now
            if (!cut && !listener.isClosed()) {
                server.connect(target, CONNECT_TIMEOUT_MS);
                connection.run();
            }
        } catch (IOException _) {
            // no server there: the client sees a reset
        } finally {
            connection.reset();
            connections.remove(connection);
        }
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
