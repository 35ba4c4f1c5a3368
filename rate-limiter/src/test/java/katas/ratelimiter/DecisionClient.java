package katas.ratelimiter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import katas.lab.testing.ServiceProcess;
import org.awaitility.Awaitility;

/** Calls replicas in turn, as a caller of the service would. */
final class DecisionClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<ServiceProcess> replicas;

    DecisionClient(List<ServiceProcess> replicas) {
        this.replicas = replicas;
    }

    /** Puts a policy on the first replica and waits until all have it. */
    void put(String name, String algorithm, int permits, Duration window) {
        var body = "{\"algorithm\":\"%s\",\"limits\":[{\"permits\":%d,\"window\":\"%s\"}],\"onOutage\":\"closed\"}"
                .formatted(algorithm, permits, window);
        var path = "/v1/policies/" + name;
        // a service that starts on a busy machine may reach Redis a moment later
        Awaitility.await()
                .atMost(1, TimeUnit.MINUTES)
                .pollDelay(Duration.ZERO)
                .until(() -> send(request(replicas.getFirst().url(path), "demo-admin-key")
                                .PUT(BodyPublishers.ofString(body)))
                        < 300);
        Awaitility.await()
                .atMost(1, TimeUnit.MINUTES)
                .until(() -> replicas.stream()
                        .allMatch(replica ->
                                send(request(replica.url(path), "demo-key").GET()) == 200));
    }

    /** Asks for one permit and returns the status. */
    int decide(int index, String policy, String key) {
        var body = "{\"policy\":\"%s\",\"key\":\"%s\",\"permits\":1}".formatted(policy, key);
        var replica = replicas.get(index % replicas.size());
        return send(request(replica.url("/v1/decisions"), "demo-key").POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(URI uri, String key) {
        return HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private int send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
