package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import katas.webhooks.Shards;
import tools.jackson.databind.JsonNode;

/** Somebody whose endpoints and messages nobody else touches: each is another. */
final class Tenant {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final AtomicInteger NEXT = new AtomicInteger();

    final String name;
    final ServiceClient client;

    private final int port;

    private Tenant(String name, int port) {
        this.name = name;
        this.port = port;
        this.client = ServiceClient.anonymous(port).as("key-of-" + name);
    }

    static Tenant at(int port) {
        int number = NEXT.getAndIncrement();
        assertThat(number).as("tenants that have a key").isLessThan(Probes.TENANTS / 2);
        var tenant = new Tenant(Probes.tenant(number), port);
        tenant.awaitServers();
        return tenant;
    }

    /** The topic is made while the first requests are answered. */
    private void awaitServers() {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> client.get("/actuator/health").status() == 200);
    }

    /** Returns somebody else whose data lie in the same shard: nothing but a check keeps the two apart. */
    Tenant neighbour() {
        return IntStream.range(Probes.TENANTS / 2, Probes.TENANTS)
                .mapToObj(Probes::tenant)
                .filter(other -> Shards.of(other) == Shards.of(name))
                .map(other -> new Tenant(other, port))
                .findFirst()
                .orElseThrow();
    }

    static Tenant atSamePort(Tenant other) {
        return at(other.port);
    }

    /** Creates an endpoint that nobody answers at, and which wants nothing that is sent. */
    JsonNode endpoint() {
        return endpoint("{\"url\":\"http://127.0.0.1:9/\",\"eventTypes\":[\"nothing.like.it\"]}");
    }

    JsonNode endpoint(String body) {
        var created = client.post("/v1/endpoints", body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json();
    }

    /** Sends a message that no endpoint wants; returns its id. */
    String message() {
        return message("{\"eventType\":\"order.paid\",\"payload\":{}}");
    }

    String message(String body) {
        var sent = client.post("/v1/messages", body);
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        return sent.json().get("id").stringValue();
    }

    /** Returns how many endpoints it has. */
    int endpoints() {
        return client.get("/v1/endpoints?limit=100").json().get("items").size();
    }

    /** Waits until the first delivery of a message has arrived; returns it. */
    JsonNode delivered(String message) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> delivery(message),
                        delivery -> delivery.path("state").asString("").equals("delivered"));
    }

    /** Returns how far the first delivery of a message has come; nothing if it has none. */
    String state(String message) {
        return delivery(message).path("state").asString("");
    }

    private JsonNode delivery(String message) {
        return client.get("/v1/messages/" + message).json().path("deliveries").path(0);
    }

    List<JsonNode> attempts(String message) {
        return client.get("/v1/messages/" + message + "/attempts")
                .json()
                .get("items")
                .valueStream()
                .toList();
    }
}
