package katas.shopping.cart;

import java.util.Optional;
import katas.shopping.Shards;
import katas.shopping.cart.CartOutcome.Changed;
import katas.shopping.cart.CartOutcome.Frozen;
import katas.shopping.cart.CartOutcome.NotFound;
import katas.shopping.cart.CartOutcome.NotMergeable;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.messages.CartEvent.CartMergeRefused;
import katas.shopping.messages.CartEvent.CartMergedInto;
import org.jspecify.annotations.Nullable;

/**
 * Takes a guest's cart into a customer's.
 *
 * <p>The two may lie in different shards, so this takes two effects: the first freezes the guest's cart for this one
 * target, the second takes its lines in. In between the target may have been checked out, or filled: then the second one
 * refuses the lines instead, and the guest's cart opens again as soon as it hears of that. Which of the two it was is
 * decided where the target lies, and remembered there: whoever asks again, and the guest's own event, which goes on where
 * a process has died, can only find it decided. So the lines are in one cart that can be bought, and not in two.
 */
public final class Merges {
    private static final String CRASH_SUBJECT = "merge";

    private final Documents documents;
    private final Effects effects;

    public Merges(Documents documents, Effects effects, Passage passage) {
        this.documents = documents;
        this.effects = new PassingEffects(effects, passage, CRASH_SUBJECT);
    }

    /**
     * Merges a guest's cart into the open cart of a customer; again, if that was begun and not finished.
     *
     * @param customer who asks; a guest, who is refused, if null
     */
    public CartOutcome merge(String target, @Nullable String customer, String guest) {
        return freeze(target, customer, guest)
                .orElseGet(() -> Decision.settle(effects, () -> takeIn(target, guest))
                        // it was refused, and is open again already
                        .orElseGet(() -> merge(target, customer, guest)));
    }

    /** Returns why not, if the guest's cart does not go into the target. */
    private Optional<CartOutcome> freeze(String target, @Nullable String customer, String guest) {
        return Decision.settle(effects, () -> {
            var into = Loaded.find(documents, target, customer);
            var from = Loaded.find(documents, guest, customer);
            if (into.isEmpty() || from.isEmpty()) {
                return settled(new NotFound(into.isEmpty() ? target : guest));
            }
            return freeze(into.get().cart(), from.get());
        });
    }

    private static Decision<Optional<CartOutcome>> freeze(Cart target, Loaded guest) {
        var cart = guest.cart();
        if (target.owner() == null || cart.owner() != null) {
            return settled(new NotMergeable(target.owner() == null ? target.id() : cart.id()));
        }
        if (target.id().equals(cart.mergedInto())) {
            return Decision.of(Optional.empty());
        }
        if (target.frozen() || cart.frozen()) {
            return settled(new Frozen(target.frozen() ? target : cart));
        }
        var refusal = target.lines().merge(cart.lines()).refusal();
        if (refusal.isPresent()) {
            return Decision.of(refusal);
        }
        var frozen = cart.merged(target.id());
        var event = new CartMergedInto(cart.id(), frozen.version(), target.id());
        return new Decision<>(Optional.empty(), guest.become(frozen, event));
    }

    /** Returns what decides about the lines of a cart that was frozen; nothing, if that is done. */
    Optional<Effect> finish(CartMergedInto event) {
        return Optional.ofNullable(takeIn(event.into(), event.cartId()).effect());
    }

    /** Returns what opens a guest's cart again that was refused; nothing, if that is done. */
    Optional<Effect> release(CartMergeRefused event) {
        return frozenFor(event.into(), event.cartId())
                .filter(guest -> guest.cart().version() + 1 == event.version())
                .map(guest -> guest.become(guest.cart().reopened()));
    }

    /** Takes in the lines, or refuses them; decides on nothing if the guest's cart does not wait for that. */
    private Decision<Optional<CartOutcome>> takeIn(String target, String guest) {
        return frozenFor(target, guest)
                .map(from -> takeIn(target, from.cart()))
                .orElseGet(() -> Decision.of(Optional.empty()));
    }

    private Decision<Optional<CartOutcome>> takeIn(String target, Cart guest) {
        var known = documents.load(Intake.place(target, guest.id()));
        var into = Loaded.find(documents, target);
        var intake = known.found().filter(decided -> decided.version() == guest.version());
        if (intake.isPresent()) {
            return settled(
                    intake.get().taken() && into.isPresent()
                            ? new Changed(into.get().cart())
                            : new Frozen(guest));
        }
        var held = into.map(found -> hold(found, guest)).orElseGet(() -> Decision.of(new NotFound(target)));
        boolean taken = held.outcome() instanceof Changed;
        var effect = held.effect() == null ? Effect.in(Carts.CONTEXT, Shards.of(target)) : held.effect();
        effect = effect.changing(known, new Intake(guest.version(), taken), Intake.TTL);
        if (!taken) {
            effect = effect.saying(new CartMergeRefused(guest.id(), guest.version() + 1, target));
        }
        return new Decision<>(Optional.of(held.outcome()), effect);
    }

    private static Decision<CartOutcome> hold(Loaded target, Cart guest) {
        return target.cart().frozen()
                ? Decision.of(new Frozen(target.cart()))
                : target.hold(target.cart().lines().merge(guest.lines()));
    }

    private Optional<Loaded> frozenFor(String target, String guest) {
        return Loaded.find(documents, guest)
                .filter(found -> target.equals(found.cart().mergedInto()));
    }

    private static Decision<Optional<CartOutcome>> settled(CartOutcome outcome) {
        return Decision.of(Optional.of(outcome));
    }
}
