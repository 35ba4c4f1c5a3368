package katas.webhooks.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import katas.webhooks.Names;
import katas.webhooks.delivery.Delivery;
import katas.webhooks.message.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A message, and how far it has come.
 *
 * @param deliveries up to 100, in the order of their endpoints; none until somebody has begun with it
 * @param next cursor of more of them; absent after the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageView(
        String id,
        String eventType,
        @Nullable String key,
        Instant acceptedAt,
        List<DeliveryView> deliveries,
        @Nullable String next) {
    static final int PAGE = 100;

    static MessageView of(Envelope message, List<Delivery> deliveries, @Nullable String next) {
        return new MessageView(
                message.id(),
                message.eventType().name(),
                message.key(),
                message.acceptedAt(),
                deliveries.stream().map(DeliveryView::of).toList(),
                next);
    }

    /**
     * A message's way to one endpoint.
     *
     * @param state {@code waiting}, {@code retrying}, {@code delivered} or {@code dead}
     * @param attempts made so far, since it was sent or sent again
     * @param next when the next attempt is due; absent if there is none, or it waits for another message of its key
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryView(
            String endpoint,
            String state,
            int attempts,
            @Nullable Instant next) {
        static DeliveryView of(Delivery delivery) {
            return new DeliveryView(
                    delivery.endpoint(), Names.of(delivery.state()), delivery.attempts(), delivery.next());
        }
    }
}
