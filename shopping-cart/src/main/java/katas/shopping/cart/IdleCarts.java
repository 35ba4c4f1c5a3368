package katas.shopping.cart;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import katas.shopping.Shards;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.messages.CartEvent.CartCreated;
import katas.shopping.messages.CartEvent.CartExpired;

/**
 * Forgets carts that nobody changes any more.
 *
 * <p>A cart is looked at again and again, and goes if it is as it was the last time: so it is kept after each change for
 * one to two times as long as it must be, and a change costs nothing. A cart that was checked out stays, for its order may
 * come to nothing, or be asked for; so does a guest's cart as long as it is not decided whether another takes its lines.
 */
public final class IdleCarts {
    private static final Agenda LOOKS = new Agenda("idle-carts");
    private static final int AT_ONCE = 100;

    private final Documents documents;
    private final Effects effects;
    private final Agendas agendas;
    private final InstantSource clock;
    private final Duration ttl;

    /**
     * Forgets what the same documents hold.
     *
     * @param ttl how long a cart that nobody changes is kept at least
     */
    public IdleCarts(Documents documents, Effects effects, Agendas agendas, InstantSource clock, Duration ttl) {
        this.documents = documents;
        this.effects = effects;
        this.agendas = agendas;
        this.clock = clock;
        this.ttl = ttl;
    }

    /** Looks through all shards once. */
    public void runOnce() {
        agendas.visit(LOOKS, clock.instant(), AT_ONCE, name -> effects.apply(look(name)));
    }

    /** Returns what has a new cart looked at. */
    Effect watch(CartCreated created) {
        var effect = Effect.in(Carts.CONTEXT, Shards.of(created.cartId()));
        return effect.appointing(
                LOOKS,
                name(created.cartId(), created.version()),
                clock.instant().plus(ttl));
    }

    private Effect look(String name) {
        var id = name.substring(0, name.indexOf('@'));
        var looked = Effect.in(Carts.CONTEXT, Shards.of(id)).cancelling(LOOKS, name);
        return Loaded.find(documents, id)
                .map(found -> isForgotten(found.cart(), name) ? expire(looked, found) : watch(looked, found.cart()))
                .orElse(looked);
    }

    private boolean isForgotten(Cart cart, String name) {
        return name.equals(name(cart.id(), cart.version()))
                && switch (cart.status()) {
                    case OPEN -> true;
                    case CHECKED_OUT -> false;
                    case MERGED -> isDecided(cart);
                };
    }

    private boolean isDecided(Cart guest) {
        return Optional.ofNullable(guest.mergedInto())
                .flatMap(target ->
                        documents.load(Intake.place(target, guest.id())).found())
                .filter(intake -> intake.version() == guest.version())
                .isPresent();
    }

    private static Effect expire(Effect looked, Loaded found) {
        var cart = found.cart();
        var gone = Lines.NONE.changesSince(cart.lines());
        return looked.removing(found.before()).saying(new CartExpired(cart.id(), cart.version() + 1, gone));
    }

    private Effect watch(Effect looked, Cart cart) {
        return looked.appointing(
                LOOKS, name(cart.id(), cart.version()), clock.instant().plus(ttl));
    }

    private static String name(String cartId, long version) {
        return cartId + "@" + version;
    }
}
