package katas.shopping.provider;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The provider as its callers see it: {@code /v1/captures}, {@code /v1/ledger} and {@code /v1/faults}.
 *
 * <p>It asks nobody who he is. The ledger names orders, and whoever knows a guest's order may see it: this is nothing to be
 * reached from outside.
 */
public final class ProviderServer implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ProviderServer.class);

    private final InetSocketAddress address;
    private final CaptureEndpoint captures;
    private final Ledger ledger;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /** @param address with port 0 for any that is free */
    ProviderServer(InetSocketAddress address, CaptureEndpoint captures, Ledger ledger) {
        this.address = address;
        this.captures = captures;
        this.ledger = ledger;
    }

    record Faults(Fault mode) {
        Faults {
            requireNonNull(mode, "mode");
        }
    }

    @Override
    public synchronized void start() {
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("nobody can listen as the payment provider at " + address, e);
        }
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext(CaptureEndpoint.PATH, Wire.carrying(captures));
        server.createContext("/v1/ledger", Wire.carrying(wire -> wire.answer(200, Statement.of(ledger.all()))));
        server.createContext("/v1/faults", Wire.carrying(this::misbehave));
        server.start();
        log.info("payment provider listens port={}", port());
    }

    private void misbehave(Wire wire) throws IOException {
        var faults = wire.read(Faults.class);
        captures.misbehave(faults.mode());
        wire.answer(200, faults);
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
