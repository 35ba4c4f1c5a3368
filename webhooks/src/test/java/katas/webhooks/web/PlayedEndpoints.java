package katas.webhooks.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Endpoints of any name, played by the test: they note what they are sent, and take it unless they are told otherwise. */
final class PlayedEndpoints implements AutoCloseable {
    private static final int TAKEN = 204;
    private static final int BROKEN = 500;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, IntSupplier> answers = new ConcurrentHashMap<>();

    /**
     * A message that came to an endpoint.
     *
     * @param nanos when, since any moment
     * @param status what it was answered, if it waited for that
     */
    record Call(String endpoint, String message, long nanos, int status) {
        boolean isTaken() {
            return status == TAKEN;
        }
    }

    private PlayedEndpoints() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static PlayedEndpoints start() {
        return new PlayedEndpoints();
    }

    String url(String endpoint) {
        return "http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), endpoint);
    }

    void fail(String endpoint) {
        answer(endpoint, () -> BROKEN);
    }

    void mend(String endpoint) {
        answers.remove(endpoint);
    }

    /** @param status of the answer to each call, which waits for it */
    void answer(String endpoint, IntSupplier status) {
        answers.put(endpoint, status);
    }

    /** Returns the calls of an endpoint in the order of their answers. */
    List<Call> calls(String endpoint) {
        return calls.stream().filter(call -> call.endpoint().equals(endpoint)).toList();
    }

    /** Returns the messages that came to an endpoint. */
    Set<String> messages(String endpoint) {
        return calls(endpoint).stream().map(Call::message).collect(Collectors.toSet());
    }

    /** Returns how many calls of an endpoint brought what it had. */
    int repeats(Collection<String> endpoints) {
        return endpoints.stream()
                .mapToInt(
                        endpoint -> calls(endpoint).size() - messages(endpoint).size())
                .sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        long now = System.nanoTime();
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var endpoint = exchange.getRequestURI().getPath().substring(1);
            var message = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
            int status = answers.getOrDefault(endpoint, () -> TAKEN).getAsInt();
            // before anybody knows of it, and sends what comes next
            calls.add(new Call(endpoint, message, now, status));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
