package katas.shopping.json;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import katas.shopping.effect.Poison;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.CartEvent.LinesChanged;
import katas.shopping.messages.Message;
import katas.shopping.messages.PaymentCommand.CapturePayment;
import katas.shopping.messages.SlipEvent.LinePassed;
import katas.shopping.messages.SlipEvent.PaymentSettled;
import katas.shopping.messages.SlipEvent.StockSettled;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes messages as JSON, and reads them again.
 *
 * <p>Beside it goes the type, such as {@code shopping-cart.cart-checked-out.v2}, which says what the JSON is and in which
 * version. Only the current version is written. An earlier one is brought up to date by {@link Upcaster}, and any other
 * is refused, never guessed at.
 */
public final class MessageFormat {
    private static final String PREFIX = "shopping-cart.";
    /** Of the others it is 1. */
    private static final Map<Class<?>, Integer> VERSIONS = Map.of(
            LinesChanged.class, 2,
            CartCheckedOut.class, 2,
            CapturePayment.class, 2,
            LinePassed.class, 2,
            StockSettled.class, 2,
            PaymentSettled.class, 2);

    private static final Map<String, Class<? extends Message>> TYPES = types();

    private final JsonMapper json = Spelling.mapper();

    /** Returns the type of a message as it is written. */
    public static String typeOf(Message message) {
        return typeOf(message.getClass());
    }

    /** Returns the name of a type's class, such as {@code CartCheckedOut}; of an unknown type the type itself. */
    public static String nameOf(String type) {
        var known = TYPES.get(type);
        return known == null ? type : known.getSimpleName();
    }

    /** Returns all types that are written. */
    static Map<String, Class<? extends Message>> all() {
        return TYPES;
    }

    public String write(Message message) {
        return json.writeValueAsString(message);
    }

    /**
     * Returns the message that a text is.
     *
     * @throws Poison if the type, or its version, is unknown, or the text is no such message
     */
    public Message read(String type, String text) {
        try {
            var tree = Upcaster.upcast(type, object(json.readTree(text)));
            var known = TYPES.get(tree.type());
            if (known == null) {
                throw new Poison("unknown type " + type, null);
            }
            return json.treeToValue(tree.value(), known);
        } catch (JacksonException e) {
            throw new Poison("not a %s: %s".formatted(type, e.getOriginalMessage()), e);
        }
    }

    private static ObjectNode object(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new Poison("not an object", null);
    }

    private static String typeOf(Class<?> message) {
        return PREFIX + Spelling.kebab(message) + ".v" + VERSIONS.getOrDefault(message, 1);
    }

    private static Map<String, Class<? extends Message>> types() {
        var types = new TreeMap<String, Class<? extends Message>>();
        leaves(Message.class).forEach(type -> types.put(typeOf(type), type.asSubclass(Message.class)));
        return Collections.unmodifiableMap(types);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(MessageFormat::leaves)
                : Stream.of(type);
    }
}
