package katas.shopping.cart;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import katas.lab.testing.MutableClock;
import katas.shopping.Ids;
import katas.shopping.MemoryStore;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Passage;
import katas.shopping.messages.CartEvent;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Message;
import katas.shopping.messages.Money;
import org.jspecify.annotations.Nullable;

/** The cart context over a store in memory: what a customer can do, in words that a test can be read by. */
public final class Shop {
    public static final String TOKEN = "ok";
    static final Duration IDLE = Duration.ofDays(30);

    public final MemoryStore store = new MemoryStore();
    public final PriceList prices = new PriceList(store, store);
    public final Carts carts;
    public final Merges merges = new Merges(store, store, Passage.OPEN);
    public final Checkouts checkouts;
    final Ids ids;
    final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T09:00:00Z"));
    final IdleCarts idle;
    private final CartHandler handler;

    public Shop(long seed) {
        ids = new Ids(clock, new Random(seed));
        idle = new IdleCarts(store, store, store, clock, IDLE);
        handler = new CartHandler(store, merges, idle);
        carts = new Carts(store, store, prices, ids);
        checkouts = new Checkouts(store, store, prices, ids, Passage.OPEN);
    }

    /** Returns this store as somebody finds it who is overtaken: something happens, once, before their first effect. */
    Effects overtakenBy(Runnable other) {
        var first = new AtomicBoolean(true);
        return effect -> {
            if (first.getAndSet(false)) {
                other.run();
            }
            return store.apply(effect);
        };
    }

    /** Sets prices in cents of a euro. */
    public Shop selling(String sku, long cents) {
        prices.set(sku, euros(cents));
        return this;
    }

    public Cart cart(String id, @Nullable String customer) {
        return carts.find(id, customer).orElseThrow();
    }

    /** Puts something into a cart as it is now, which must work. */
    public Cart put(Cart cart, String sku, int quantity) {
        long version = cart(cart.id(), cart.owner()).version();
        return changed(carts.put(cart.id(), cart.owner(), version, sku, quantity));
    }

    /** Removes something from a cart as it is now, which must work. */
    public Cart remove(Cart cart, String sku) {
        long version = cart(cart.id(), cart.owner()).version();
        return changed(carts.remove(cart.id(), cart.owner(), version, sku));
    }

    /** Lets time pass until a cart is gone that nobody changes. */
    public void expire(Cart cart) {
        hearAll();
        while (carts.find(cart.id(), cart.owner()).isPresent()) {
            clock.advance(IDLE);
            idle.runOnce();
        }
    }

    /** Lets the cart context handle a message. */
    public void hear(Message message) {
        while (handler.handle(message).map(store::apply).orElse(Applied.DONE) == Applied.STALE) {
            Thread.onSpinWait();
        }
    }

    /** Lets the cart context handle all that carts have said, and what they say about that. */
    public void hearAll() {
        for (int heard = -1; heard < events().size(); ) {
            heard = events().size();
            events().forEach(this::hear);
        }
    }

    /** Returns all that carts have said; of each cart in order. */
    public List<CartEvent> events() {
        return store.saidBy(Carts.CONTEXT).stream()
                .map(Envelope::message)
                .filter(CartEvent.class::isInstance)
                .map(CartEvent.class::cast)
                .toList();
    }

    /** Returns what a cart has said, in order. */
    public List<CartEvent> events(String cartId) {
        return events().stream().filter(event -> event.cartId().equals(cartId)).toList();
    }

    /** Returns what carts have said of this type. */
    public <T extends CartEvent> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    public static Money euros(long cents) {
        return new Money(cents, "EUR");
    }

    static Cart changed(CartOutcome outcome) {
        if (outcome instanceof CartOutcome.Changed(var cart)) {
            return cart;
        }
        throw new AssertionError("not changed: " + outcome);
    }
}
