package katas.webhooks.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/** Messages to send. */
public final class Sent {
    public static final EventType ORDER_PAID = new EventType("order.paid");
    public static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private Sent() {}

    /** Returns what a tenant asks us to tell. */
    public static NewMessage order(String json) {
        return new NewMessage(ORDER_PAID, null, null, Payload.of(json.getBytes(UTF_8)));
    }

    /** Returns a message that was accepted at noon. */
    public static Message message(String id, String tenant) {
        return new Message(id, tenant, ORDER_PAID, null, NOON, null, Payload.of("{\"order\": 1}".getBytes(UTF_8)));
    }
}
