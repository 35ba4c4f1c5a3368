package katas.webhooks.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** One call and its answer, as JSON. */
final class Wire {
    private static final int MOST_BYTES = 4_096;
    private static final int NO_BODY = -1;
    private static final int CHUNKED = 0;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpExchange exchange;

    private Wire(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /** Answers a call, or does not. */
    @FunctionalInterface
    interface Endpoint {
        void serve(Wire wire) throws IOException;
    }

    static HttpHandler carrying(Endpoint endpoint) {
        return exchange -> {
            // without an answer that breaks the connection
            try (exchange) {
                var wire = new Wire(exchange);
                try {
                    endpoint.serve(wire);
                } catch (UnrecognizedPropertyException e) {
                    wire.refuse(400, e.getPropertyName() + " is not known");
                } catch (JacksonException e) {
                    wire.refuse(400, "not understood");
                } catch (IllegalArgumentException e) {
                    wire.refuse(400, String.valueOf(e.getMessage()));
                }
            }
        };
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    @Nullable
    String field(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    byte[] bytes(int most) throws IOException {
        return exchange.getRequestBody().readNBytes(most);
    }

    <T> T read(Class<T> type) throws IOException {
        return JSON.readValue(bytes(MOST_BYTES), type);
    }

    void answer(int status) throws IOException {
        exchange.sendResponseHeaders(status, NO_BODY);
    }

    void answer(int status, Object body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    void refuse(int status, String why) throws IOException {
        answer(status, Map.of("error", why));
    }

    void refuse(int status, String why, Map<String, String> fields) throws IOException {
        fields.forEach(exchange.getResponseHeaders()::set);
        refuse(status, why);
    }

    /** Begins an answer of which nobody knows how long it will be. */
    OutputStream stream() throws IOException {
        exchange.sendResponseHeaders(200, CHUNKED);
        return exchange.getResponseBody();
    }

    void stream(long bytes, byte[] filling) throws IOException {
        exchange.sendResponseHeaders(200, bytes);
        for (long left = bytes; left > 0; left -= filling.length) {
            exchange.getResponseBody().write(filling, 0, (int) Math.min(left, filling.length));
        }
    }
}
