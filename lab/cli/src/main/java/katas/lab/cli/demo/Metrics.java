package katas.lab.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A service's counters, as Prometheus reads them; those that differ only in their tags are added up. */
final class Metrics {
    private Metrics() {}

    static Map<String, Long> read(HttpClient http, String service) {
        var request = HttpRequest.newBuilder(URI.create(service + "/actuator/prometheus"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("(\\{.*})? ", 2))
                    .collect(Collectors.toMap(
                            parts -> parts[0], parts -> (long) Double.parseDouble(parts[1]), Long::sum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
