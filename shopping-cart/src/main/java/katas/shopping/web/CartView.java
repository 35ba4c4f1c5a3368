package katas.shopping.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import katas.shopping.cart.Cart;
import katas.shopping.messages.Money;
import org.jspecify.annotations.Nullable;

/**
 * A cart.
 *
 * @param status {@code open}, {@code merged} or {@code checked-out}
 * @param mergedInto the cart that its lines went into
 * @param orderId the order that was made of it
 * @param total what all lines come to; absent of an empty cart
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CartView(
        String id,
        String status,
        @Nullable String mergedInto,
        @Nullable String orderId,
        List<LineView> lines,
        @Nullable Money total) {

    static CartView of(Cart cart) {
        var lines = cart.lines();
        return new CartView(
                cart.id(),
                Names.of(cart.status()),
                cart.mergedInto(),
                cart.orderId(),
                lines.present().stream()
                        .map(line -> new LineView(line.sku(), line.quantity(), line.unitPrice()))
                        .toList(),
                lines.currency()
                        .map(currency -> new Money(lines.total(), currency))
                        .orElse(null));
    }

    /** @param unitPrice what the customer was shown for one when the line was put, and pays */
    record LineView(String sku, int quantity, Money unitPrice) {}
}
