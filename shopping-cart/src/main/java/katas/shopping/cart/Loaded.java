package katas.shopping.cart;

import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Stored;
import katas.shopping.messages.CartEvent;
import katas.shopping.messages.CartEvent.LinesChanged;
import org.jspecify.annotations.Nullable;

/** A cart that was found, and what can become of it: each effect says what it does. */
record Loaded(Stored<Cart> before, Cart cart) {

    static Optional<Loaded> find(Documents documents, String id) {
        var stored = documents.load(Cart.place(id));
        return stored.found().map(cart -> new Loaded(stored, cart));
    }

    /** Finds a cart that is there for a customer, or for a guest. */
    static Optional<Loaded> find(Documents documents, String id, @Nullable String customer) {
        return find(documents, id).filter(found -> found.cart().visibleTo(customer));
    }

    /** Decides on other lines for this cart, if it can hold them. */
    Decision<CartOutcome> hold(Lines lines) {
        if (lines.equals(cart.lines())) {
            return Decision.of(new CartOutcome.Changed(cart));
        }
        return lines.refusal().map(Decision::of).orElseGet(() -> {
            var after = cart.with(lines);
            var event = new LinesChanged(cart.id(), after.version(), lines.changesSince(cart.lines()));
            return new Decision<>(new CartOutcome.Changed(after), become(after, event));
        });
    }

    Effect become(Cart after, CartEvent event) {
        return become(after).saying(event);
    }

    /** Returns what makes this cart what an event has said already. */
    Effect become(Cart after) {
        return Effect.in(Carts.CONTEXT, before.place().shard()).changing(before, after);
    }
}
