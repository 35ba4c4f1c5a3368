package katas.lab.cli.demo;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A service's counters by name and tags, as Prometheus reads them: {@code cache_reads_total{cache="links"}}. */
final class Metrics {
    private Metrics() {}

    static Map<String, Long> read(JsonHttp http, String service) {
        var request = HttpRequest.newBuilder(URI.create(service + "/actuator/prometheus"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.exchange(request)
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(line -> line.substring(0, line.lastIndexOf(' ')), line ->
                        (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    }
}
