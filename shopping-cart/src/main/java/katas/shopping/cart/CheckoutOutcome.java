package katas.shopping.cart;

import java.util.List;
import katas.shopping.messages.Money;
import org.jspecify.annotations.Nullable;

/** What came of a checkout. */
public sealed interface CheckoutOutcome
        permits CartOutcome.NotFound,
                CartOutcome.Frozen,
                CartOutcome.Stale,
                CheckoutOutcome.Accepted,
                CheckoutOutcome.Empty,
                CheckoutOutcome.PricesChanged,
                CheckoutOutcome.KeyReused {

    /** There is an order, made by this call or by one before it with the same key; what becomes of it is seen there. */
    record Accepted(String orderId) implements CheckoutOutcome {}

    /** There is nothing in the cart. */
    record Empty() implements CheckoutOutcome {}

    /** The customer was shown other prices: putting a line again confirms the current one. */
    record PricesChanged(List<PriceChange> changes) implements CheckoutOutcome {}

    /** The key stands for another checkout of this cart. */
    record KeyReused() implements CheckoutOutcome {}

    /**
     * A price that is not as it was shown.
     *
     * @param current null if nobody sells this any more
     */
    record PriceChange(String sku, Money shown, @Nullable Money current) {}
}
