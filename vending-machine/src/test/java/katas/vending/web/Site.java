package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A machine of one's own, and those who deal with it. It sells tea at 30 and water at 60 for coins of 10 and 50. */
final class Site {
    private static final JsonMapper JSON = JsonMapper.shared();

    final String id;
    final String path;
    final ServiceClient buyer;
    final ServiceClient operator;

    private Site(String id, ServiceClient buyer, ServiceClient operator) {
        this.id = id;
        this.path = "/v1/machines/" + id;
        this.buyer = buyer;
        this.operator = operator;
    }

    static Site at(int port) {
        return at(port, "m-" + UUID.randomUUID());
    }

    static Site at(int port, String id) {
        var site = new Site(id, ServiceClient.plain(port), ServiceClient.admin(port));
        assertThat(site.operator.post("/v1/machines", definition(id)).status()).isEqualTo(201);
        return site;
    }

    static String definition(String id) {
        return """
                {"id":"%s",
                 "slots":[{"id":"A1","product":"Tea","price":30,"stock":5},{"id":"B2","product":"Water","price":60,"stock":2}],
                 "tubes":[{"denomination":10,"count":4},{"denomination":50,"count":0,"capacity":2}]}""".formatted(id);
    }

    /** The same machine, seen through another replica. */
    Site through(int port) {
        return new Site(id, ServiceClient.plain(port), ServiceClient.admin(port));
    }

    /** Gives a command with an id that was never used. */
    Answer give(ServiceClient caller, String type, Object... namesAndValues) {
        return caller.post(path + "/commands", command(UUID.randomUUID().toString(), type, namesAndValues));
    }

    static String command(String id, String type, Object... namesAndValues) {
        var body = new LinkedHashMap<String, Object>(Map.of("id", id, "type", type));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return JSON.writeValueAsString(body);
    }

    /** Opens a session with the first coin; returns its token. */
    String open(int coin) {
        return give(buyer, "insert-coin", "denomination", coin)
                .json()
                .get("session")
                .stringValue();
    }

    /** Does what the machine's order says, as its device would; returns the answer to the last report. */
    Answer carryOut() {
        var order = machine().get("order");
        int number = order.get("number").intValue();
        if (order.get("type").stringValue().equals("pay-out")) {
            return give(operator, "coins-paid-out", "order", number);
        }
        give(operator, "motor-done", "order", number);
        return give(operator, "drop-seen", "order", number);
    }

    JsonNode machine() {
        return operator.get(path).json();
    }

    JsonNode books() {
        return operator.get(path + "/books?recount=true").json();
    }

    List<String> journal() {
        var types = new ArrayList<String>();
        operator.get(path + "/journal?limit=1000")
                .json()
                .get("items")
                .forEach(entry -> types.add(entry.at("/event/type").stringValue()));
        return types;
    }

    /** All that can be seen of the machine: two equal ones mean that nothing has changed. */
    Evidence evidence() {
        return new Evidence(
                operator.get(path).body(),
                operator.get(path + "/books?recount=true").body(),
                operator.get(path + "/journal?limit=1000").body());
    }

    record Evidence(String machine, String books, String journal) {}
}
