package katas.webhooks.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Endpoints of any name, played by the test: they count what they are sent, and take it unless they are broken. */
final class PlayedEndpoints implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Call, Integer> calls = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    /** A message that came to an endpoint. */
    record Call(String endpoint, String message) {}

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
        broken.add(endpoint);
    }

    void mend(String endpoint) {
        broken.remove(endpoint);
    }

    /** Returns the messages that came to an endpoint. */
    Set<String> messages(String endpoint) {
        return calls.keySet().stream()
                .filter(call -> call.endpoint().equals(endpoint))
                .map(Call::message)
                .collect(Collectors.toSet());
    }

    /** Returns how many calls of an endpoint brought what it had. */
    int repeats(Collection<String> endpoints) {
        return calls.entrySet().stream()
                .filter(call -> endpoints.contains(call.getKey().endpoint()))
                .mapToInt(call -> call.getValue() - 1)
                .sum();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var endpoint = exchange.getRequestURI().getPath().substring(1);
            var message = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
            calls.merge(new Call(endpoint, message), 1, Integer::sum);
            exchange.sendResponseHeaders(broken.contains(endpoint) ? 500 : 204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
