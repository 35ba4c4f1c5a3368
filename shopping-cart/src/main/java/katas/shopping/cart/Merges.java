package katas.shopping.cart;

import java.util.Optional;
import katas.shopping.cart.CartOutcome.Frozen;
import katas.shopping.cart.CartOutcome.NotFound;
import katas.shopping.cart.CartOutcome.NotMergeable;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.messages.CartEvent.CartMergedInto;
import org.jspecify.annotations.Nullable;

/**
 * Takes a guest's cart into a customer's.
 *
 * <p>The two may lie in different shards, so this takes two effects: the first freezes the guest's cart for this one
 * target, the second takes its lines in. Either can be asked for again: lines are a lattice, to take them in twice is to
 * take them in once. If nobody does, the cart's own event brings the second one about. A target that was checked out in
 * between takes them in when it is open again and somebody asks.
 */
public final class Merges {
    private final Documents documents;
    private final Effects effects;

    public Merges(Documents documents, Effects effects) {
        this.documents = documents;
        this.effects = effects;
    }

    /**
     * Merges a guest's cart into the open cart of a customer; again, if that was begun and not finished.
     *
     * @param customer who asks; a guest, who is refused, if null
     */
    public CartOutcome merge(String target, @Nullable String customer, String guest) {
        return freeze(target, customer, guest).orElseGet(() -> Decision.settle(effects, () -> takeIn(target, guest)));
    }

    /** Returns why not, if the guest's cart does not go into the target. */
    private Optional<CartOutcome> freeze(String target, @Nullable String customer, String guest) {
        return Decision.settle(effects, () -> {
            var into = Loaded.find(documents, target, customer);
            var from = Loaded.find(documents, guest, customer);
            if (into.isEmpty() || from.isEmpty()) {
                return refused(new NotFound(into.isEmpty() ? target : guest));
            }
            return freeze(into.get().cart(), from.get());
        });
    }

    private static Decision<Optional<CartOutcome>> freeze(Cart target, Loaded guest) {
        var cart = guest.cart();
        if (target.owner() == null || cart.owner() != null) {
            return refused(new NotMergeable(target.owner() == null ? target.id() : cart.id()));
        }
        if (target.id().equals(cart.mergedInto())) {
            return Decision.of(Optional.empty());
        }
        if (target.frozen() || cart.frozen()) {
            return refused(new Frozen(target.frozen() ? target : cart));
        }
        var refusal = target.lines().merge(cart.lines()).refusal();
        if (refusal.isPresent()) {
            return Decision.of(refusal);
        }
        var frozen = cart.merged(target.id());
        var event = new CartMergedInto(cart.id(), frozen.version(), target.id());
        return new Decision<>(Optional.empty(), guest.become(frozen, event));
    }

    /** Returns what takes in the lines of a cart that was frozen for it; nothing, if that is done or cannot be. */
    Optional<Effect> finish(CartMergedInto event) {
        return Optional.ofNullable(takeIn(event.into(), event.cartId()).effect());
    }

    private Decision<CartOutcome> takeIn(String target, String guest) {
        var into = Loaded.find(documents, target).orElseThrow();
        var from = Loaded.find(documents, guest).orElseThrow();
        var merged = into.cart().lines().merge(from.cart().lines());
        if (into.cart().frozen() && !merged.equals(into.cart().lines())) {
            return Decision.of(new Frozen(into.cart()));
        }
        return into.hold(merged);
    }

    private static Decision<Optional<CartOutcome>> refused(CartOutcome why) {
        return Decision.of(Optional.of(why));
    }
}
