package katas.webhooks.receiver;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The sample receivers as their callers see them: {@code /hooks/{name}} and {@code /v1/receivers/{name}}.
 *
 * <p>It asks nobody who he is, shows what it received, and misbehaves for whoever says so: nothing to be reached from outside.
 */
public final class ReceiverServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReceiverServer.class);
    private static final int MOST_WAITING = 1_024;

    private final InetSocketAddress address;
    private final Receivers receivers;
    private final Hooks hooks;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /**
     * Receives at an address.
     *
     * @param address with port 0 for any that is free
     * @param listener hears of each call before it is answered
     * @param slowness how late a slow answer is
     */
    ReceiverServer(InetSocketAddress address, InstantSource clock, Hooks.Listener listener, Duration slowness) {
        this.address = address;
        this.receivers = new Receivers(clock);
        this.hooks = new Hooks(receivers, listener, slowness);
    }

    @Override
    public synchronized void start() {
        try {
            server = HttpServer.create(address, MOST_WAITING);
        } catch (IOException e) {
            throw new UncheckedIOException("nobody can listen as the sample receiver at " + address, e);
        }
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext(Hooks.PATH, Wire.carrying(hooks));
        server.createContext(Receivers.PATH, Wire.carrying(receivers));
        server.start();
        log.info("sample receiver listens port={}", port());
    }

    /** Returns where it listens. */
    public synchronized int port() {
        return server == null ? address.getPort() : server.getAddress().getPort();
    }

    /** Returns the address on which it listens, once it does. */
    synchronized InetAddress host() {
        return server == null ? address.getAddress() : server.getAddress().getAddress();
    }

    @Override
    public synchronized void stop() {
        if (server != null && threads != null) {
            // ends also the calls that would be answered late, or never
            threads.shutdownNow();
            server.stop(0);
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}
