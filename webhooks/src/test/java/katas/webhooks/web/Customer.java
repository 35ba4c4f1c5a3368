package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import katas.lab.testing.ServiceProcess;
import tools.jackson.databind.JsonNode;

/** Somebody who has endpoints, sends to them, and looks what became of it. */
record Customer(String key) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    ServiceClient at(ServiceProcess service) {
        return ServiceClient.anonymous(service.port()).as(key);
    }

    /** Makes an endpoint; returns its id. */
    String endpoint(ServiceProcess service, String url, String type) {
        return endpoint(service, "{\"url\":\"%s\",\"eventTypes\":[\"%s\"]}".formatted(url, type));
    }

    /** Makes an endpoint as it is described; returns its id. */
    String endpoint(ServiceProcess service, String body) {
        var created = await().pollDelay(Duration.ZERO)
                .atMost(PATIENCE)
                .until(() -> at(service).post("/v1/endpoints", body), answer -> answer.status() != 503);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json().get("id").stringValue();
    }

    Answer trySend(ServiceProcess service, String type) {
        return at(service).post("/v1/messages", "{\"eventType\":\"%s\",\"payload\":{}}".formatted(type));
    }

    /** Sends a message; returns its id. */
    String send(ServiceProcess service, String type) {
        var sent = trySend(service, type);
        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        return sent.json().get("id").stringValue();
    }

    /** Returns the messages that an endpoint will not get unless somebody asks for it. */
    Set<String> deadLetters(ServiceProcess service, String endpoint) {
        return pages(service, "/v1/dead-letters?limit=100&cursor=", "items").stream()
                .filter(letter -> letter.get("endpoint").stringValue().equals(endpoint))
                .map(letter -> letter.get("message").stringValue())
                .collect(Collectors.toSet());
    }

    /** Returns the states of a message's deliveries, by their endpoints; fails if one has two. */
    Map<String, String> deliveries(ServiceProcess service, String message) {
        var states = new HashMap<String, String>();
        for (var delivery : pages(service, "/v1/messages/" + message + "?cursor=", "deliveries")) {
            var before = states.put(
                    delivery.get("endpoint").stringValue(),
                    delivery.get("state").stringValue());
            assertThat(before).as("another delivery").isNull();
        }
        return states;
    }

    private Collection<JsonNode> pages(ServiceProcess service, String path, String field) {
        var items = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = at(service).get(path + cursor);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.json().get(field).forEach(items::add);
            cursor = page.json().path("next").asString("");
        } while (!cursor.isEmpty());
        return items;
    }
}
