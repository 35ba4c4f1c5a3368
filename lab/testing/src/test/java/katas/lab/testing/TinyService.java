package katas.lab.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** A service of one class: ready at the second question; then it tells its environment, or takes more memory than there is. */
final class TinyService {
    private TinyService() {}

    static void main() throws IOException {
        if (System.getenv("BROKEN") != null) {
            throw new IllegalStateException("I am broken");
        }
        int port = Integer.parseInt(System.getenv("SERVER_PORT"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var ready = new AtomicBoolean();
        server.createContext("/actuator/health/readiness", exchange -> {
            if (ready.getAndSet(true)) {
                answer(exchange, 200, "up");
            } else {
                System.out.println("not ready yet");
                answer(exchange, 503, "starting");
            }
        });
        server.createContext("/environment", exchange -> answer(exchange, 200, environment()));
        server.createContext("/memory", exchange -> answer(exchange, 200, tooLong()));
        server.start();
    }

    private static String tooLong() {
        try {
            // four times the heap
            return "%d bytes".formatted(new byte[1 << 30].length);
        } catch (OutOfMemoryError e) {
            return "limping";
        }
    }

    private static String environment() {
        var lines = new StringBuilder();
        System.getenv()
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        return lines.toString();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
