package katas.shopping.json;

import katas.shopping.effect.Poison;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings what was said in an earlier version up to date.
 *
 * <p>Version 1 of the changed lines spoke of the quantity that was {@code added}, and of a {@code unitAmount} without a
 * currency, when there was none but the euro.
 */
final class Upcaster {
    private static final String LINES_CHANGED = "shopping-cart.lines-changed.";

    private Upcaster() {}

    /** A message as a tree, and what the tree is. */
    record Typed(String type, ObjectNode value) {}

    /** Changes the tree itself; what is in the current version already, or unknown, stays as it is. */
    static Typed upcast(String type, ObjectNode tree) {
        if (!type.equals(LINES_CHANGED + "v1")) {
            return new Typed(type, tree);
        }
        tree.path("lines").forEach(Upcaster::upcastLine);
        return new Typed(LINES_CHANGED + "v2", tree);
    }

    private static void upcastLine(JsonNode node) {
        if (!(node instanceof ObjectNode line
                && line.path("quantity").isInt()
                && line.path("added").isInt()
                && line.path("unitAmount").isIntegralNumber())) {
            throw new Poison("not a line of version 1", null);
        }
        int added = line.remove("added").intValue();
        long amount = line.remove("unitAmount").longValue();
        line.put("before", line.path("quantity").intValue() - added);
        line.putObject("unitPrice").put("amount", amount).put("currency", "EUR");
    }
}
