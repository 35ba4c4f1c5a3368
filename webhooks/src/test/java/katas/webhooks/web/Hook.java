package katas.webhooks.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Somebody's endpoint: writes down what it is sent, to the byte, and answers what the test wants. */
final class Hook implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 204;

    /**
     * What it was sent.
     *
     * @param bytes of the body, a character for each
     */
    record Call(String id, String contentType, String traceparent, String bytes) {}

    Hook() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
    }

    /** Returns the body of a request for an endpoint here. */
    String wanting(String eventType) {
        return "{\"url\":\"%s\",\"eventTypes\":[\"%s\"]}".formatted(url(), eventType);
    }

    void answer(int other) {
        status = other;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<String> ids() {
        return calls.stream().map(Call::id).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var fields = exchange.getRequestHeaders();
            calls.add(new Call(
                    String.valueOf(fields.getFirst("webhook-id")),
                    String.valueOf(fields.getFirst("content-type")),
                    String.valueOf(fields.getFirst("traceparent")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
            exchange.sendResponseHeaders(status, -1);
        }
    }
}
