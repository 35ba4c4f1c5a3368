package katas.shopping.provider;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import katas.shopping.messages.Money;

/** The payment provider, played by the test: it can look into its books, and make it misbehave. */
public final class PlayedProvider implements AutoCloseable {
    private static final Duration SLOWNESS = Duration.ofSeconds(20);

    private final MemoryLedger ledger = new MemoryLedger();
    private final CaptureEndpoint captures;
    private final ProviderServer server;

    private PlayedProvider(Consumer<String> listener) {
        this.captures = new CaptureEndpoint(
                ledger,
                new Cashier(ledger, InstantSource.system()),
                capture -> listener.accept(capture.id()),
                SLOWNESS);
        this.server = new ProviderServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), captures, ledger);
        server.start();
    }

    public static PlayedProvider start() {
        return listening(_ -> {});
    }

    /**
     * Starts one that tells of what it decides.
     *
     * @param listener hears the id of each decision, before who asked for it hears of it
     */
    public static PlayedProvider listening(Consumer<String> listener) {
        return new PlayedProvider(listener);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Returns what was taken and not given back, by the ids it was taken for. */
    public Map<String, Money> kept() {
        return ledger.all().stream()
                .filter(capture -> capture.state() == Capture.State.CAPTURED)
                .collect(Collectors.toMap(Capture::id, capture -> Objects.requireNonNull(capture.taken())));
    }

    /** Returns for how many ids money was taken, be it kept or not. */
    public long captures() {
        return ledger.all().stream().filter(capture -> capture.taken() != null).count();
    }

    public void misbehave(Fault mode) {
        captures.misbehave(mode);
    }

    @Override
    public void close() {
        server.stop();
    }
}
