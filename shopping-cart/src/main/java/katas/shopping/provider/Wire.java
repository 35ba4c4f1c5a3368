package katas.shopping.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import katas.shopping.StoreUnavailable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** One call and its answer, as JSON. */
final class Wire {
    private static final int MOST_BYTES = 4096;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).build();

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
                } catch (JacksonException | IllegalArgumentException e) {
                    wire.refuse(400, "not understood");
                } catch (StoreUnavailable e) {
                    wire.refuse(503, "not now");
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

    <T> T read(Class<T> type) throws IOException {
        return JSON.readValue(exchange.getRequestBody().readNBytes(MOST_BYTES), type);
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
}
