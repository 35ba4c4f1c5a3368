package katas.lab.testing;

import java.net.InetAddress;
import java.time.Duration;
import katas.lab.infrastructure.Server;
import katas.lab.infrastructure.TcpProxy;

/**
 * A server's address, which never changes, and every way to break what is behind it.
 *
 * <p>Methods return when what they ask for has happened. {@link #mend} undoes all of it, and runs after each test.
 */
public abstract sealed class ServerHandle permits RedisHandle, KafkaHandle {
    private final Server server;
    private final TcpProxy proxy;

    ServerHandle(Server server, TcpProxy proxy) {
        this.server = server;
        this.proxy = proxy;
    }

    /** The host that clients connect to: loopback. */
    public final String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    /** The port that clients connect to, whatever happens to the server. */
    public final int port() {
        return proxy.port();
    }

    /** Freezes the server: connections stay open, new ones are accepted, and nothing answers. */
    public final void pause() {
        server.pause();
    }

    /** Ends {@link #pause}. */
    public final void resume() {
        server.resume();
    }

    /** Ends the server like a crash: {@code kill -9}. */
    public final void kill() {
        server.kill();
    }

    /** Starts the server again on the same data, after a stop if it still runs; returns when it answers. */
    public final void restart() {
        server.restart();
    }

    /**
     * Makes every answer late.
     *
     * @param by zero or longer
     */
    public final void delay(Duration by) {
        proxy.delay(by);
    }

    /** Breaks all connections, and each new one at once. */
    public final void cut() {
        proxy.cut();
    }

    /** Undoes every fault; returns when the server answers. */
    public final void mend() {
        proxy.mend();
        if (server.running()) {
            server.resume();
        } else {
            server.start();
        }
    }

    @Override
    public final String toString() {
        return "%s at %s:%d".formatted(server.name(), host(), port());
    }

    final Server server() {
        return server;
    }

    final void close() {
        proxy.close();
        server.close();
    }
}
