package katas.lab.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks JSON to services as their users do. */
final class JsonHttp implements AutoCloseable {
    static final String KEY = "demo-key";
    static final String ADMIN_KEY = "demo-admin-key";

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** @param body empty when there was none */
    record Answer(int status, JsonNode body, Duration took) {}

    Answer get(String url, String key) {
        return send("GET", url, key, null);
    }

    Answer post(String url, String key, Map<String, ?> body) {
        return send("POST", url, key, body);
    }

    Answer put(String url, String key, Map<String, ?> body) {
        return send("PUT", url, key, body);
    }

    Answer patch(String url, String key, Map<String, ?> body) {
        return send("PATCH", url, key, body);
    }

    private Answer send(String method, String url, String key, @Nullable Map<String, ?> body) {
        return send(method, url, Map.of("Authorization", "Bearer " + key), body);
    }

    /** Sends what needs headers of its own. */
    Answer send(String method, String url, Map<String, String> headers, @Nullable Map<String, ?> body) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        long start = System.nanoTime();
        var response = exchange(request.build());
        var took = Duration.ofNanos(System.nanoTime() - start);
        return new Answer(response.statusCode(), JSON.readTree(response.body()), took);
    }

    /** Sends what is no JSON, or has headers of its own; follows no redirect. */
    HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
