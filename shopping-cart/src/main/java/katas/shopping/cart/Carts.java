package katas.shopping.cart;

import java.util.Optional;
import java.util.function.UnaryOperator;
import katas.shopping.Ids;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.messages.CartEvent;
import org.jspecify.annotations.Nullable;

/** Carts as their customers see them: each change is one effect, and says what it did. */
public final class Carts {
    static final String CONTEXT = "cart";

    private final Documents documents;
    private final Effects effects;
    private final PriceList prices;
    private final Ids ids;

    public Carts(Documents documents, Effects effects, PriceList prices, Ids ids) {
        this.documents = documents;
        this.effects = effects;
        this.prices = prices;
        this.ids = ids;
    }

    /**
     * Creates an empty cart.
     *
     * @param customer whose it is; a guest's if null
     */
    public Cart create(@Nullable String customer) {
        return Decision.settle(effects, () -> {
            var cart = Cart.empty(ids.next("cart"), customer);
            var absent = documents.load(Cart.place(cart.id()));
            var event = new CartEvent.CartCreated(cart.id(), cart.version(), customer);
            return new Decision<>(cart, new Loaded(absent, cart).become(cart, event));
        });
    }

    /**
     * Returns a cart.
     *
     * @param customer who asks; a guest if null
     */
    public Optional<Cart> find(String id, @Nullable String customer) {
        return Loaded.find(documents, id, customer).map(Loaded::cart);
    }

    /**
     * Puts so many of something into a cart, however many there were, for what one costs now.
     *
     * @param customer who asks; a guest if null
     * @param version what the customer has seen of the cart
     * @param quantity 1 to {@value Line#MOST}
     */
    public CartOutcome put(String id, @Nullable String customer, long version, String sku, int quantity) {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be at least 1, was " + quantity);
        }
        return prices.find(sku)
                .map(price -> change(id, customer, version, lines -> lines.put(sku, quantity, price)))
                .orElseGet(() -> new CartOutcome.UnknownSku(sku));
    }

    /**
     * Removes something from a cart, if it is in there.
     *
     * @param customer who asks; a guest if null
     * @param version what the customer has seen of the cart
     */
    public CartOutcome remove(String id, @Nullable String customer, long version, String sku) {
        return change(id, customer, version, lines -> lines.remove(sku));
    }

    private CartOutcome change(String id, @Nullable String customer, long version, UnaryOperator<Lines> change) {
        return Decision.settle(
                effects,
                () -> Loaded.find(documents, id, customer)
                        .map(found -> change(found, version, change))
                        .orElseGet(() -> Decision.of(new CartOutcome.NotFound(id))));
    }

    private static Decision<CartOutcome> change(Loaded found, long version, UnaryOperator<Lines> change) {
        var cart = found.cart();
        if (cart.frozen()) {
            return Decision.of(new CartOutcome.Frozen(cart));
        }
        if (cart.version() != version) {
            return Decision.of(new CartOutcome.Stale(cart));
        }
        return found.hold(change.apply(cart.lines()));
    }
}
