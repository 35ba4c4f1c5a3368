package katas.lab.cli.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import katas.lab.cli.run.Service;
import tools.jackson.databind.JsonNode;

/** Stands before a vending machine, and behind it: buyer, device and operator, over HTTP. */
final class MachineClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final JsonHttp http = new JsonHttp();

    /** Sets up a machine with one kind of tea at 50 and cocoa at 70. */
    void install(Service replica, String machine, int teas, List<Map<String, Integer>> tubes) {
        var answer = http.post(
                replica.url() + "/v1/machines",
                JsonHttp.ADMIN_KEY,
                Map.of(
                        "id", machine,
                        "slots",
                                List.of(
                                        Map.of("id", "A1", "product", "Tea", "price", 50, "stock", teas),
                                        Map.of("id", "B2", "product", "Cocoa", "price", 70, "stock", 1)),
                        "tubes", tubes));
        if (answer.status() != CREATED) {
            throw new IllegalStateException("no machine %s: %s".formatted(machine, answer));
        }
    }

    static Map<String, Integer> tube(int denomination, int count) {
        return Map.of("denomination", denomination, "count", count);
    }

    /**
     * Puts a coin in. Returns the session that the credit belongs to, if one was opened; nothing if the coin came back.
     */
    Optional<String> insert(Service replica, String machine, int coin) {
        var answer = command(replica, machine, JsonHttp.KEY, "insert-coin", Map.of("denomination", coin));
        return answer.status() == OK ? Optional.of(answer.body().path("session").asString("")) : Optional.empty();
    }

    /** Presses a button. Returns whether the motor is told to turn. */
    boolean press(Service replica, String machine, String slot, String session) {
        var selection = session.isEmpty() ? Map.of("slot", slot) : Map.of("slot", slot, "session", session);
        return command(replica, machine, JsonHttp.KEY, "select", selection).status() == OK;
    }

    /** Tells the machine what its device did for an order. */
    void report(Service replica, String machine, String type, int order) {
        var answer = command(replica, machine, JsonHttp.ADMIN_KEY, type, Map.of("order", order));
        if (answer.status() != OK) {
            throw new IllegalStateException(type + " is refused: " + answer);
        }
    }

    private JsonHttp.Answer command(Service replica, String machine, String key, String type, Map<String, ?> details) {
        var body = new TreeMap<String, Object>(details);
        body.put("id", UUID.randomUUID().toString());
        body.put("type", type);
        return http.post(replica.url() + "/v1/machines/" + machine + "/commands", key, body);
    }

    JsonNode look(Service replica, String machine) {
        return http.get(replica.url() + "/v1/machines/" + machine, JsonHttp.KEY).body();
    }

    JsonNode books(Service replica, String machine) {
        return http.get(replica.url() + "/v1/machines/" + machine + "/books", JsonHttp.KEY)
                .body();
    }

    @Override
    public void close() {
        http.close();
    }
}
