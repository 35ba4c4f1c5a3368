package katas.lab.cli.demo;

import java.util.List;
import java.util.Map;
import katas.lab.cli.run.Service;
import tools.jackson.databind.JsonNode;

/** A tenant of the webhooks service, and its sample receivers, over HTTP. */
final class WebhooksClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final JsonHttp http = new JsonHttp();
    private final String receivers;

    /** @param receiverPort where the sample receivers are */
    WebhooksClient(int receiverPort) {
        this.receivers = "http://localhost:" + receiverPort;
    }

    /** Makes a receiver and an endpoint for it that gets every message of a type from now on. */
    void subscribe(Service service, String receiver, String eventType) {
        var endpoint = must(
                CREATED,
                http.post(
                        service.url() + "/v1/endpoints",
                        JsonHttp.KEY,
                        Map.of("url", receivers + "/hooks/" + receiver, "eventTypes", List.of(eventType))));
        var secret = endpoint.path("secret").asString("");
        must(OK, http.put(receiver(receiver), JsonHttp.KEY, Map.of("secret", secret, "mode", "ok")));
    }

    /** Tells a receiver how to treat who calls: {@code ok}, {@code hang}, {@code error} and so on. */
    void behave(String receiver, String mode) {
        must(OK, http.put(receiver(receiver), JsonHttp.KEY, Map.of("mode", mode)));
    }

    /** Sends a message to all endpoints that want its type. */
    void send(Service service, String eventType, int number) {
        must(
                ACCEPTED,
                http.post(
                        service.url() + "/v1/messages",
                        JsonHttp.KEY,
                        Map.of("eventType", eventType, "payload", Map.of("order", number))));
    }

    /** Returns how many messages a receiver has taken: believed, and each counted once. */
    long taken(String receiver) {
        return count(receiver, "accepted");
    }

    /** Returns how many calls a receiver has heard and not taken, for it was told to misbehave. */
    long refused(String receiver) {
        return count(receiver, "not-taken");
    }

    private long count(String receiver, String finding) {
        return must(OK, http.get(receiver(receiver), JsonHttp.KEY))
                .path("counts")
                .path(finding)
                .asLong(0);
    }

    private String receiver(String name) {
        return receivers + "/v1/receivers/" + name;
    }

    private static JsonNode must(int status, JsonHttp.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected %d, got %s".formatted(status, answer));
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
