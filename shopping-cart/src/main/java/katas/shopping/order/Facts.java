package katas.shopping.order;

import static katas.shopping.order.Order.Stage.ASKED;
import static katas.shopping.order.Order.Stage.EXPIRED;
import static katas.shopping.order.Order.Stage.PUT_BACK;
import static katas.shopping.order.Order.Stage.REFUSED;
import static katas.shopping.order.Order.Stage.RELEASED;
import static katas.shopping.order.Order.Stage.RELEASING;
import static katas.shopping.order.Order.Stage.RESERVED;
import static katas.shopping.order.Order.Stage.SALE_REFUSED;
import static katas.shopping.order.Order.Stage.SELLING;
import static katas.shopping.order.Order.Stage.SOLD;

import java.util.Set;
import katas.shopping.messages.PaymentEvent;
import katas.shopping.messages.PaymentEvent.PaymentCaptured;
import katas.shopping.messages.PaymentEvent.PaymentDeclined;
import katas.shopping.messages.PaymentEvent.PaymentVoided;
import katas.shopping.messages.StockEvent;
import katas.shopping.messages.StockEvent.ReservationExpired;
import katas.shopping.messages.StockEvent.SaleRefused;
import katas.shopping.messages.StockEvent.StockRefused;
import katas.shopping.messages.StockEvent.StockReleased;
import katas.shopping.messages.StockEvent.StockReserved;
import katas.shopping.messages.StockEvent.StockSold;
import katas.shopping.order.Order.Payment;

/** What an order learns from an event: nothing, unless it was waited for. So one that comes twice or late is harmless. */
final class Facts {
    private Facts() {}

    static Order after(Order order, StockEvent event) {
        var sku = event.sku();
        return switch (event) {
            case StockReserved _ -> order.moving(sku, Set.of(ASKED), RESERVED);
            case StockRefused _ -> order.moving(sku, Set.of(ASKED), REFUSED);
            case ReservationExpired _ -> order.moving(sku, Set.of(ASKED, RESERVED), EXPIRED);
            case StockSold _ -> order.moving(sku, Set.of(SELLING), SOLD);
            case SaleRefused _ -> order.moving(sku, Set.of(SELLING), SALE_REFUSED);
            case StockReleased(var _, var _, int quantity) ->
                order.moving(sku, Set.of(RELEASING), quantity > 0 ? PUT_BACK : RELEASED);
        };
    }

    static Order after(Order order, PaymentEvent event) {
        return switch (event) {
            case PaymentCaptured _ -> paying(order, Set.of(Payment.ASKED), Payment.CAPTURED);
            case PaymentDeclined _ -> paying(order, Set.of(Payment.ASKED), Payment.DECLINED);
            case PaymentVoided(var _, boolean refunded) ->
                paying(order, Set.of(Payment.VOIDING, Payment.UNSETTLED), refunded ? Payment.REFUNDED : Payment.VOIDED);
        };
    }

    private static Order paying(Order order, Set<Payment> from, Payment to) {
        return from.contains(order.payment()) ? order.payment(to) : order;
    }
}
