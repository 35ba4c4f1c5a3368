package katas.shopping.json;

import java.util.Map;
import katas.shopping.effect.Poison;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings what was said in an earlier version up to date.
 *
 * <p>Version 1 of the changed lines spoke of the quantity that was {@code added}, and of a {@code unitAmount} without a
 * currency, when there was none but the euro. In version 1 a checkout, and what was said because of it, carried the
 * customer's payment token, which is nobody's business any more: an order whose payment waits for it is given up.
 */
final class Upcaster {
    private static final String LINES_CHANGED = "shopping-cart.lines-changed.";

    /** Where the token was, by what the type begins with. */
    private static final Map<String, String> TOKENS = Map.of(
            "shopping-cart.cart-checked-out.", "",
            "shopping-cart.capture-payment.", "",
            "shopping-cart.line-passed.", "/slip/cart",
            "shopping-cart.stock-settled.", "/slip/cart",
            "shopping-cart.payment-settled.", "/slip/cart");

    private static final String FIRST = "v1";
    private static final String SECOND = "v2";

    private Upcaster() {}

    /** A message as a tree, and what the tree is. */
    record Typed(String type, ObjectNode value) {}

    /** Changes the tree itself; what is in the current version already, or unknown, stays as it is. */
    static Typed upcast(String type, ObjectNode tree) {
        if (!type.endsWith(FIRST)) {
            return new Typed(type, tree);
        }
        var name = type.substring(0, type.length() - FIRST.length());
        var where = TOKENS.get(name);
        if (name.equals(LINES_CHANGED)) {
            tree.path("lines").forEach(Upcaster::upcastLine);
        } else if (where == null) {
            return new Typed(type, tree);
        } else if (!(tree.at(where) instanceof ObjectNode carrier && carrier.remove("paymentToken") != null)) {
            throw new Poison("not a message of version 1", null);
        }
        return new Typed(name + SECOND, tree);
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
