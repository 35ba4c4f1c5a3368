package katas.vending.json;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings what format 1 says into format 2.
 *
 * <p>In format 1 a machine had one fault at most, and only while it was out of service: {@code {"type":
 * "out-of-service", "fault": "TILT"}}; the journal spoke of {@code failed} and {@code repaired}. In format 2 a machine
 * has a set of {@code faults}, in whatever state it is.
 */
final class Upcaster {
    static final int FROM = 1;

    private static final Map<String, String> RENAMED = Map.of("failed", "fault-raised", "repaired", "fault-cleared");

    private Upcaster() {}

    /** Changes the tree itself, wherever in it there is a machine or an event. */
    static ObjectNode upcast(ObjectNode tree) {
        switch (tree.get("type")) {
            case JsonNode type
            when type.isString() && RENAMED.containsKey(type.stringValue()) ->
                tree.put("type", RENAMED.get(type.stringValue()));
            case null, default -> {}
        }
        if (tree.get("state") instanceof ObjectNode state && tree.has("slots")) {
            ArrayNode faults = JsonNodeFactory.instance.arrayNode();
            var fault = state.remove("fault");
            if (fault != null) {
                faults.add(fault);
            }
            tree.set("faults", faults);
        }
        tree.forEach(Upcaster::upcastWithin);
        return tree;
    }

    private static void upcastWithin(JsonNode node) {
        switch (node) {
            case ObjectNode object -> upcast(object);
            case ArrayNode array -> array.forEach(Upcaster::upcastWithin);
            default -> {}
        }
    }
}
