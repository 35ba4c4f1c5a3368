package katas.lab.cli.demo;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import katas.lab.cli.run.Service;

/** Makes short links and follows them, over HTTP. */
final class ShortenerClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final JsonHttp http = new JsonHttp();

    /** Makes a link; returns its code. */
    String shorten(Service replica, String target) {
        var answer = http.post(replica.url() + "/v1/links", JsonHttp.KEY, Map.of("target", target));
        if (answer.status() != CREATED) {
            throw new IllegalStateException("no link: " + answer);
        }
        return answer.body().path("code").asString("");
    }

    void edit(Service replica, String code, String target) {
        var answer = http.patch(replica.url() + "/v1/links/" + code, JsonHttp.KEY, Map.of("target", target));
        if (answer.status() != OK) {
            throw new IllegalStateException("not edited: " + answer);
        }
    }

    /** Follows a link as a browser does; returns where it leads, or the status if it does not. */
    String visit(Service replica, String code) {
        var request = HttpRequest.newBuilder(URI.create(replica.url() + "/" + code))
                .timeout(Duration.ofSeconds(10))
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .build();
        var response = http.exchange(request);
        return response.headers().firstValue("Location").orElseGet(() -> Integer.toString(response.statusCode()));
    }

    /** Returns how many clicks on a link were counted today. */
    long clicks(Service replica, String code) {
        var today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        var answer = http.get(
                replica.url() + "/v1/links/" + code + "/stats?from=" + today + "&to=" + today.plus(1, ChronoUnit.DAYS),
                JsonHttp.KEY);
        if (answer.status() != OK) {
            throw new IllegalStateException("no statistics: " + answer);
        }
        return answer.body().path("clicks").asLong();
    }

    /** Returns how often a replica has asked the store for a link. */
    long reads(Service replica) {
        return Metrics.read(http, replica.url()).getOrDefault("cache_reads_total{cache=\"links\"}", 0L);
    }

    /** Returns how many of a replica's clicks Kafka has acknowledged. */
    long acknowledged(Service replica) {
        return Metrics.read(http, replica.url()).getOrDefault("clicks_acknowledged_total", 0L);
    }

    @Override
    public void close() {
        http.close();
    }
}
