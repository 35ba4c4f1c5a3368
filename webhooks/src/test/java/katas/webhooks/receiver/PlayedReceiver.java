package katas.webhooks.receiver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import katas.webhooks.Names;

/** The sample receiver, played by the test: it sees every call, and can make it misbehave. */
public final class PlayedReceiver implements AutoCloseable {
    private static final Duration SLOWNESS = Duration.ofSeconds(20);

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ReceiverServer server;

    /** A call of the receiver of this name. */
    public record Call(String receiver, Received received) {}

    private PlayedReceiver(InstantSource clock) {
        this.server = new ReceiverServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                clock,
                (receiver, received) -> calls.add(new Call(receiver, received)),
                SLOWNESS);
        server.start();
    }

    public static PlayedReceiver start(InstantSource clock) {
        return new PlayedReceiver(clock);
    }

    /** Returns where a receiver of this name is called. */
    public URI url(String receiver) {
        return URI.create("http://127.0.0.1:%d/hooks/%s".formatted(server.port(), receiver));
    }

    /** Makes one, or changes it. */
    public void behave(String receiver, String secret, Mode mode) {
        int status = send("PUT", receiver, "{\"secret\":\"%s\",\"mode\":\"%s\"}".formatted(secret, text(mode)))
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException("the receiver answers " + status);
        }
    }

    /** Returns all calls, in the order in which they came. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    HttpResponse<String> send(String method, String receiver, String body) {
        var url = URI.create("http://127.0.0.1:%d/v1/receivers/%s".formatted(server.port(), receiver));
        return send(HttpRequest.newBuilder(url).method(method, BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(SLOWNESS).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String text(Mode mode) {
        return Names.of(mode);
    }

    @Override
    public void close() {
        server.stop();
        http.shutdownNow();
    }
}
