package katas.shopping.cart;

import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.messages.CartEvent;
import katas.shopping.messages.CartEvent.CartMergedInto;
import katas.shopping.messages.Message;
import katas.shopping.messages.OrderEvent;
import katas.shopping.messages.OrderEvent.OrderCompensated;
import katas.shopping.messages.OrderEvent.OrderRejected;

/** What carts do about messages: they open again when their order came to nothing, and finish merges that were begun. */
public final class CartHandler implements Handler {
    private final Documents documents;
    private final Merges merges;

    public CartHandler(Documents documents, Merges merges) {
        this.documents = documents;
        this.merges = merges;
    }

    @Override
    public Optional<Effect> handle(Message message) {
        return switch (message) {
            case OrderRejected _, OrderCompensated _ -> reopen((OrderEvent) message);
            case CartMergedInto merged -> merges.finish(merged);
            default -> Optional.empty();
        };
    }

    private Optional<Effect> reopen(OrderEvent order) {
        return Loaded.find(documents, order.cartId())
                .filter(found -> order.orderId().equals(found.cart().orderId()))
                .map(found -> {
                    var open = found.cart().reopened();
                    return found.become(open, new CartEvent.CartReopened(open.id(), open.version(), order.orderId()));
                });
    }
}
