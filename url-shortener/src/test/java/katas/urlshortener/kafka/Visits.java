package katas.urlshortener.kafka;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import katas.lab.testing.ServiceProcess;
import tools.jackson.databind.json.JsonMapper;

/** Follows links as browsers do, from one address, and counts the redirects. */
final class Visits {
    static final String ADDRESS = "198.51.100.213";
    static final String BROWSER = "Browser/47.11 (seen by a service)";
    private static final int MANY_WAIT = 20;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final LongAdder redirects = new LongAdder();

    /** Creates a link that no other test has: after Redis was emptied, generated codes are given out again. */
    static String create(ServiceProcess service) {
        // a service that starts on a busy machine may reach Redis a moment later
        var answer = await().atMost(Pipeline.PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> HTTP.send(creation(service), BodyHandlers.ofString()), sent -> sent.statusCode() == 201);
        return JsonMapper.shared().readTree(answer.body()).get("code").stringValue();
    }

    private static HttpRequest creation(ServiceProcess service) {
        return HttpRequest.newBuilder(service.url("/v1/links"))
                .header("Authorization", "Bearer demo-key")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"target\":\"https://example.com/\",\"alias\":\"%s\"}".formatted(UUID.randomUUID())))
                .build();
    }

    /** Tells whether most of a service's buffer is free; that of one that is not there is. */
    static boolean hasRoom(ServiceProcess service) {
        var request = HttpRequest.newBuilder(service.url("/actuator/prometheus?includedNames=clicks_waiting"))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("clicks_waiting "))
                    .anyMatch(line -> Double.parseDouble(line.substring("clicks_waiting ".length())) <= MANY_WAIT);
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Follows a link; false if the service is not there. */
    boolean follow(ServiceProcess service, String code) {
        try {
            var request = HttpRequest.newBuilder(URI.create(service.url() + "/" + code))
                    .header("X-Forwarded-For", ADDRESS)
                    .header("User-Agent", BROWSER)
                    .build();
            HttpResponse<Void> answer = HTTP.send(request, BodyHandlers.discarding());
            if (answer.statusCode() == 302) {
                redirects.increment();
            }
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
