package katas.shopping.cart;

import java.util.ArrayList;
import java.util.List;
import katas.shopping.Ids;
import katas.shopping.Shards;
import katas.shopping.cart.CheckoutOutcome.Accepted;
import katas.shopping.cart.CheckoutOutcome.PriceChange;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderLine;
import katas.shopping.messages.PaymentCommand.KeepPaymentToken;
import org.jspecify.annotations.Nullable;

/**
 * Makes an order of a cart: once for each intent, and never for more than the customer was shown.
 *
 * <p>Each line costs what was shown to whoever put it. Who says which version of the cart they have seen pays the total of
 * that version, or nothing: what another device has put, or agreed to, since is refused first.
 *
 * <p>The cart is frozen, the key is remembered, the order is announced and the payment told what it is paid with in one
 * effect. Prices are compared before it, and
 * lie elsewhere: one that changes in between is charged as it was shown.
 */
public final class Checkouts {
    private static final String CRASH_SUBJECT = "checkout";

    private final Documents documents;
    private final Effects effects;
    private final PriceList prices;
    private final Ids ids;

    public Checkouts(Documents documents, Effects effects, PriceList prices, Ids ids, Passage passage) {
        this.documents = documents;
        this.effects = new PassingEffects(effects, passage, CRASH_SUBJECT);
        this.prices = prices;
        this.ids = ids;
    }

    /**
     * Makes an order of a cart, or returns the one that was made with this key within 24 hours.
     *
     * @param customer who asks; a guest if null
     * @param version what the customer has seen of the cart; orders whatever is in there now if null
     * @param idempotencyKey the customer's name for this intent
     * @param paymentToken what the payment provider knows the customer's means of payment by
     */
    public CheckoutOutcome checkout(
            String cartId,
            @Nullable String customer,
            @Nullable Long version,
            String idempotencyKey,
            String paymentToken) {
        return Decision.settle(effects, () -> decide(cartId, customer, version, idempotencyKey, paymentToken));
    }

    private Decision<CheckoutOutcome> decide(
            String cartId,
            @Nullable String customer,
            @Nullable Long version,
            String idempotencyKey,
            String paymentToken) {
        var found = Loaded.find(documents, cartId, customer);
        if (found.isEmpty()) {
            return Decision.of(new CartOutcome.NotFound(cartId));
        }
        var known = documents.load(KnownCheckout.place(cartId, idempotencyKey));
        if (known.found().isPresent()) {
            return Decision.of(known.found().get().answer(paymentToken));
        }
        var cart = found.get().cart();
        if (cart.frozen()) {
            return Decision.of(new CartOutcome.Frozen(cart));
        }
        if (version != null && version != cart.version()) {
            return Decision.of(new CartOutcome.Stale(cart));
        }
        var lines = cart.lines().present();
        if (lines.isEmpty()) {
            return Decision.of(new CheckoutOutcome.Empty());
        }
        var changes = priceChanges(lines);
        if (!changes.isEmpty()) {
            return Decision.of(new CheckoutOutcome.PricesChanged(changes));
        }
        var event = event(cart);
        var order = new PendingOrder(event.orderId(), cartId, cart.owner(), event.total());
        var effect = found.get()
                .become(cart.checkedOut(event.orderId()), event)
                .saying(new KeepPaymentToken(event.orderId(), paymentToken))
                .changing(known, KnownCheckout.of(paymentToken, event.orderId()), KnownCheckout.TTL)
                .changing(documents.load(PendingOrder.place(event.orderId())), order, PendingOrder.TTL);
        return new Decision<>(new Accepted(event.orderId()), effect);
    }

    private List<PriceChange> priceChanges(List<Line> lines) {
        var current = prices.findAll(lines.stream().map(Line::sku).toList());
        var changes = new ArrayList<PriceChange>();
        for (var line : lines) {
            var price = current.get(line.sku());
            if (!line.unitPrice().equals(price)) {
                changes.add(new PriceChange(line.sku(), line.unitPrice(), price));
            }
        }
        return changes;
    }

    private CartCheckedOut event(Cart cart) {
        var lines = cart.lines();
        return new CartCheckedOut(
                cart.id(),
                cart.version() + 1,
                ids.nextIn(Shards.of(cart.id()), "ord"),
                cart.owner(),
                lines.present().stream()
                        .map(line -> new OrderLine(line.sku(), line.quantity(), line.unitPrice()))
                        .toList(),
                new Money(lines.total(), lines.currency().orElseThrow()));
    }
}
