package katas.shopping.cart;

import java.time.Duration;
import java.util.Optional;
import katas.shopping.Shards;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Place;
import katas.shopping.messages.Money;
import org.jspecify.annotations.Nullable;

/**
 * An order that a customer was told of, and that its own context may not have heard of yet.
 *
 * @param owner who alone may see it; if null, whoever knows its id
 */
public record PendingOrder(
        String orderId, String cartId, @Nullable String owner, Money total) {
    static final Duration TTL = Duration.ofHours(24);

    /** Returns the order of this id, if there was a checkout within a day. */
    public static Optional<PendingOrder> find(Documents documents, String orderId) {
        return documents.load(place(orderId)).found();
    }

    static Place<PendingOrder> place(String orderId) {
        return new Place<>(Shards.of(orderId), "pending-order:" + orderId, PendingOrder.class);
    }
}
