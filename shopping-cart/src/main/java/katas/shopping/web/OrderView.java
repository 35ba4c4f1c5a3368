package katas.shopping.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import katas.shopping.cart.PendingOrder;
import katas.shopping.messages.Money;
import katas.shopping.order.Order;
import org.jspecify.annotations.Nullable;

/**
 * An order, and how far it has come.
 *
 * @param state {@code pending}, {@code completed}, {@code rejected} or {@code compensated}
 * @param reason why nothing comes of it
 * @param steps what has happened, the oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        String id,
        String cartId,
        String state,
        @Nullable String reason,
        Money total,
        List<LineView> lines,
        List<StepView> steps) {
    private static final String PENDING = "pending";

    static OrderView of(Order order) {
        return new OrderView(
                order.id(),
                order.cartId(),
                order.phase().last() ? Names.of(order.phase()) : PENDING,
                order.reason(),
                order.total(),
                order.lines().stream().map(LineView::of).toList(),
                order.steps().stream()
                        .map(step -> new StepView(step.name(), step.sku(), step.at()))
                        .toList());
    }

    /** Shows an order that nobody has begun with. */
    static OrderView of(PendingOrder order) {
        return new OrderView(order.orderId(), order.cartId(), PENDING, null, order.total(), List.of(), List.of());
    }

    boolean decided() {
        return !state.equals(PENDING);
    }

    /** @param stage how far the inventory is with it */
    record LineView(String sku, int quantity, Money unitPrice, String stage) {
        static LineView of(Order.Line line) {
            var wanted = line.wanted();
            return new LineView(wanted.sku(), wanted.quantity(), wanted.unitPrice(), Names.of(line.stage()));
        }
    }

    /** @param sku of the line that it happened to, unless it happened to the order */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepView(String name, @Nullable String sku, Instant at) {}
}
