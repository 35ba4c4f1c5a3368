import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cart that was checked out.
 *
 * @param messageId of the event: the same however often it is sent
 * @param skus what was in the cart
 */
record Checkout(String messageId, Set<String> skus) {

    static final String TYPE = "shopping-cart.cart-checked-out.v2";

    /** Said more than is needed here, and what is needed in the same way. */
    private static final String FIRST_TYPE = "shopping-cart.cart-checked-out.v1";

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Reads an event of the topic.
     *
     * @return nothing, if it is another event than a checkout
     * @throws IllegalArgumentException if it cannot be understood
     */
    static Optional<Checkout> read(ConsumerRecord<String, byte[]> event) {
        if (!Set.of(TYPE, FIRST_TYPE).contains(header(event, "ce_type"))) {
            return Optional.empty();
        }
        try {
            var skus = new TreeSet<String>();
            for (var line : JSON.readTree(event.value()).required("lines")) {
                skus.add(line.required("sku").stringValue());
            }
            return Optional.of(new Checkout(header(event, "ce_id"), skus));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no checkout: " + e.getMessage(), e);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        var header = event.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("an event without " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
