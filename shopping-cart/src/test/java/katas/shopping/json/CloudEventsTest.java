package katas.shopping.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import katas.shopping.effect.Poison;
import katas.shopping.effect.RawRecord;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.OrderEvent.OrderCompleted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String COMPLETED = "{\"orderId\":\"order_1\",\"cartId\":\"cart_1\"}";

    private final CloudEvents events = new CloudEvents();

    @Test
    void a_message_is_a_cloud_event_in_binary_mode() {
        assertThat(headers())
                .containsOnly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "order-07-1-0"),
                        Map.entry("ce_source", "/shopping-cart/order"),
                        Map.entry("ce_type", "shopping-cart.order-completed.v1"),
                        Map.entry("ce_time", "2026-01-05T12:00:00Z"),
                        Map.entry("content-type", "application/json"),
                        Map.entry("traceparent", TRACE));
    }

    @Test
    void what_was_written_is_read_again() {
        assertThat(events.read(record(headers(), "order_1", COMPLETED)))
                .isEqualTo(new Envelope("order-07-1-0", NOON, TRACE, new OrderCompleted("order_1", "cart_1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_type", "ce_time"})
    void without_what_every_event_says_it_is_poison(String header) {
        var headers = headers();
        headers.remove(header);

        assertThatThrownBy(() -> events.read(record(headers, "order_1", COMPLETED)))
                .isInstanceOf(Poison.class);
    }

    @Test
    void bytes_that_are_no_text_are_poison() {
        assertThatThrownBy(() -> events.read(record(headers(), "order_1", "{\"orderId\":\"\u00ff\"}")))
                .isInstanceOf(Poison.class)
                .hasMessage("the value is not UTF-8");
        assertThatThrownBy(() -> events.read(record(headers(), "order_1", null)))
                .isInstanceOf(Poison.class);
    }

    @Test
    void a_key_that_is_not_the_messages_own_is_poison() {
        assertThatThrownBy(() -> events.read(record(headers(), "order_2", COMPLETED)))
                .isInstanceOf(Poison.class)
                .hasMessage("the key is not that of the message");
        assertThatThrownBy(() -> events.read(record(headers(), null, COMPLETED)))
                .isInstanceOf(Poison.class);
    }

    @Test
    void every_message_of_a_context_says_which_it_is() {
        assertThat(CloudEvents.nameOf(record(headers(), "order_1", null))).isEqualTo("OrderCompleted");
        assertThat(CloudEvents.nameOf(record(Map.of(), "order_1", null))).isEmpty();
    }

    private static Map<String, String> headers() {
        return new HashMap<>(
                CloudEvents.headers("order", "order-07-1-0", "shopping-cart.order-completed.v1", NOON, TRACE));
    }

    private static RawRecord record(Map<String, String> headers, @Nullable String key, @Nullable String value) {
        return new RawRecord("orders", 7, 1, key, headers, value);
    }
}
