package katas.webhooks.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Talks to the running service as a caller does: with a key, over HTTP, in plain strings. */
final class ServiceClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final Map<String, String> headers;
    private final Duration patience;

    private ServiceClient(int port, Map<String, String> headers, Duration patience) {
        this.port = port;
        this.headers = headers;
        this.patience = patience;
    }

    static ServiceClient anonymous(int port) {
        return new ServiceClient(port, Map.of("Content-Type", "application/json"), PATIENCE);
    }

    ServiceClient as(String key) {
        return with("Authorization", "Bearer " + key);
    }

    ServiceClient with(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new ServiceClient(port, more, patience);
    }

    ServiceClient waiting(Duration longest) {
        return new ServiceClient(port, headers, longest);
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Answer post(String path, String body) {
        return send("POST", path, BodyPublishers.ofString(body));
    }

    Answer put(String path, String body) {
        return send("PUT", path, BodyPublishers.ofString(body));
    }

    Answer post(String path, byte[] body) {
        return send("POST", path, BodyPublishers.ofByteArray(body));
    }

    Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, BodyPublishers.ofString(body));
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Posts a body without announcing its length. */
    Answer postChunked(String path, String body) {
        Supplier<InputStream> stream = () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return send("POST", path, BodyPublishers.ofInputStream(stream));
    }

    Answer send(String method, String path, BodyPublisher body) {
        try {
            var response = HTTP.send(request(path).method(method, body).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String path) {
        var url = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
        var request = HttpRequest.newBuilder(url).timeout(patience);
        headers.forEach(request::setHeader);
        return request;
    }
}
