package katas.shopping.order;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import katas.shopping.messages.OrderLine;
import katas.shopping.messages.PaymentEvent.PaymentCaptured;
import katas.shopping.messages.PaymentEvent.PaymentDeclined;
import katas.shopping.messages.PaymentEvent.PaymentVoided;
import katas.shopping.messages.Slip;
import katas.shopping.messages.StockEvent.SaleRefused;
import katas.shopping.messages.StockEvent.StockRefused;
import katas.shopping.messages.StockEvent.StockReleased;
import katas.shopping.messages.StockEvent.StockReserved;
import katas.shopping.messages.StockEvent.StockSold;
import katas.shopping.order.Order.Line;
import katas.shopping.order.Order.Payment;
import katas.shopping.order.Order.Phase;
import katas.shopping.order.Order.Stage;
import katas.shopping.order.Order.Step;
import org.jspecify.annotations.Nullable;

/** What an order that nobody leads looks like, as far as its slip tells. */
final class Sightings {
    private static final Map<String, Stage> STAGES = Map.of(
            StockReserved.class.getSimpleName(), Stage.RESERVED,
            StockRefused.class.getSimpleName(), Stage.REFUSED,
            StockSold.class.getSimpleName(), Stage.SOLD,
            SaleRefused.class.getSimpleName(), Stage.SALE_REFUSED,
            StockReleased.class.getSimpleName(), Stage.PUT_BACK);
    private static final Map<String, Payment> PAYMENTS = Map.of(
            PaymentCaptured.class.getSimpleName(), Payment.CAPTURED,
            PaymentDeclined.class.getSimpleName(), Payment.DECLINED,
            PaymentVoided.class.getSimpleName(), Payment.REFUNDED);

    private Sightings() {}

    static Order order(Slip slip) {
        var cart = slip.cart();
        return new Order(
                cart.orderId(),
                cart.cartId(),
                cart.owner(),
                cart.lines().stream()
                        .map(line -> new Line(line, stage(slip, line)))
                        .toList(),
                cart.total(),
                payment(slip),
                phase(slip),
                slip.reason(),
                slip.stamps().stream()
                        .map(stamp -> new Step(Step.named(stamp.event()), stamp.sku(), stamp.at()))
                        .toList());
    }

    private static Phase phase(Slip slip) {
        return switch (slip.leg()) {
            case RESERVING -> Phase.RESERVING;
            case PAYING -> Phase.PAYING;
            case SELLING -> Phase.SELLING;
            case RETURNING, REFUNDING -> Phase.UNDOING;
            case COMPLETED -> Phase.COMPLETED;
            case REJECTED -> Phase.REJECTED;
            case COMPENSATED -> Phase.COMPENSATED;
        };
    }

    private static Payment payment(Slip slip) {
        var known = last(slip, PAYMENTS, null);
        return switch (slip.leg()) {
            case PAYING -> Payment.ASKED;
            case REFUNDING -> Payment.VOIDING;
            case RESERVING, SELLING, RETURNING, COMPLETED, REJECTED, COMPENSATED -> known.orElse(Payment.NONE);
        };
    }

    private static Stage stage(Slip slip, OrderLine line) {
        boolean given = slip.reason() != null;
        return last(slip, STAGES, line.sku()).orElse(given ? Stage.RELEASED : Stage.ASKED);
    }

    /** Returns what the last stamp means that means anything here. */
    private static <T> Optional<T> last(Slip slip, Map<String, T> meanings, @Nullable String sku) {
        return slip.stamps().reversed().stream()
                .filter(stamp -> Objects.equals(stamp.sku(), sku))
                .flatMap(stamp -> Stream.ofNullable(meanings.get(stamp.event())))
                .findFirst();
    }
}
