package katas.shopping.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import katas.shopping.order.Order;
import katas.shopping.payment.PaymentDue;
import org.jspecify.annotations.Nullable;

/**
 * An order that is not done with.
 *
 * @param waitsFor the steps that have not come yet of all that was asked for
 */
record SagaView(@JsonUnwrapped OrderView order, List<Wait> waitsFor) {

    /**
     * A step that has not come yet.
     *
     * @param step such as {@code payment-captured}; a refusal may come in its place
     * @param sku of the line that waits for it, unless the order does
     * @param tries how often the payment provider was asked, and gave no answer
     * @param nextTry when it is asked next, or is given up if it is being asked just now
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Wait(
            String step,
            @Nullable String sku,
            @Nullable Integer tries,
            @Nullable Instant nextTry) {}

    static SagaView of(Order order, Optional<PaymentDue> due) {
        var waits = new ArrayList<Wait>();
        for (var line : order.lines()) {
            awaited(line.stage())
                    .ifPresent(step -> waits.add(new Wait(step, line.wanted().sku(), null, null)));
        }
        awaited(order.payment())
                .ifPresent(step -> waits.add(new Wait(
                        step,
                        null,
                        due.map(PaymentDue::tries).orElse(null),
                        due.map(PaymentDue::nextTry).orElse(null))));
        return new SagaView(OrderView.of(order), waits);
    }

    private static Optional<String> awaited(Order.Stage stage) {
        return switch (stage) {
            case ASKED -> Optional.of("stock-reserved");
            case SELLING -> Optional.of("stock-sold");
            case RELEASING -> Optional.of("stock-released");
            case RESERVED, EXPIRED, REFUSED, SOLD, SALE_REFUSED, RELEASED, PUT_BACK -> Optional.empty();
        };
    }

    private static Optional<String> awaited(Order.Payment payment) {
        return switch (payment) {
            case ASKED -> Optional.of("payment-captured");
            case VOIDING, UNSETTLED -> Optional.of("payment-voided");
            case NONE, CAPTURED, DECLINED, VOIDED, REFUNDED -> Optional.empty();
        };
    }
}
