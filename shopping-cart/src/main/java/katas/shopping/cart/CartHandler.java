package katas.shopping.cart;

import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.messages.CartEvent.CartCreated;
import katas.shopping.messages.CartEvent.CartMergeRefused;
import katas.shopping.messages.CartEvent.CartMergedInto;
import katas.shopping.messages.CartEvent.CartReopened;
import katas.shopping.messages.Message;
import katas.shopping.messages.OrderEvent.OrderCompensated;
import katas.shopping.messages.OrderEvent.OrderRejected;

/**
 * What carts do about messages: they open again when their order came to nothing, finish merges that were begun, and are
 * looked at from their creation on, so that those that nobody changes can go.
 */
public final class CartHandler implements Handler {
    private final Documents documents;
    private final Merges merges;
    private final IdleCarts idle;

    public CartHandler(Documents documents, Merges merges, IdleCarts idle) {
        this.documents = documents;
        this.merges = merges;
        this.idle = idle;
    }

    @Override
    public Optional<Effect> handle(Message message) {
        return switch (message) {
            case OrderRejected(var order, var cart, var _) -> reopen(cart, order);
            case OrderCompensated(var order, var cart, var _) -> reopen(cart, order);
            case CartCreated created -> Optional.of(idle.watch(created));
            case CartMergedInto merged -> merges.finish(merged);
            case CartMergeRefused refused -> merges.release(refused);
            default -> Optional.empty();
        };
    }

    private Optional<Effect> reopen(String cart, String order) {
        return Loaded.find(documents, cart)
                .filter(found -> order.equals(found.cart().orderId()))
                .map(found -> {
                    var open = found.cart().reopened();
                    return found.become(open, new CartReopened(cart, open.version(), order));
                });
    }
}
