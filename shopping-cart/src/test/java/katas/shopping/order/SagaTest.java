package katas.shopping.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.Message;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderEvent.OrderCompensated;
import katas.shopping.messages.OrderEvent.OrderCompleted;
import katas.shopping.messages.OrderEvent.OrderRejected;
import katas.shopping.messages.OrderLine;
import katas.shopping.messages.PaymentCommand.CapturePayment;
import katas.shopping.messages.PaymentCommand.VoidPayment;
import katas.shopping.messages.PaymentEvent;
import katas.shopping.messages.PaymentEvent.PaymentCaptured;
import katas.shopping.messages.PaymentEvent.PaymentDeclined;
import katas.shopping.messages.PaymentEvent.PaymentVoided;
import katas.shopping.messages.StockCommand.CommitStock;
import katas.shopping.messages.StockCommand.ReleaseStock;
import katas.shopping.messages.StockCommand.ReserveStock;
import katas.shopping.messages.StockEvent;
import katas.shopping.messages.StockEvent.ReservationExpired;
import katas.shopping.messages.StockEvent.SaleRefused;
import katas.shopping.messages.StockEvent.StockRefused;
import katas.shopping.messages.StockEvent.StockReleased;
import katas.shopping.messages.StockEvent.StockReserved;
import katas.shopping.messages.StockEvent.StockSold;
import katas.shopping.order.Order.Payment;
import katas.shopping.order.Order.Phase;
import org.junit.jupiter.api.Test;

class SagaTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Money TOTAL = new Money(3_498, "EUR");
    private static final CartCheckedOut CART = new CartCheckedOut(
            "cart_1",
            4,
            "ord_1",
            null,
            List.of(new OrderLine("tea", 2, new Money(999, "EUR")), new OrderLine("cup", 1, new Money(1_500, "EUR"))),
            TOTAL);
    private static final StockReserved TEA_KEPT = new StockReserved("ord_1", "tea");
    private static final StockReserved CUP_KEPT = new StockReserved("ord_1", "cup");
    private static final PaymentCaptured PAID = new PaymentCaptured("ord_1");
    private static final StockSold TEA_SOLD = new StockSold("ord_1", "tea");
    private static final StockSold CUP_SOLD = new StockSold("ord_1", "cup");
    private static final ReleaseStock RELEASE_TEA = new ReleaseStock("ord_1", "tea");
    private static final ReleaseStock RELEASE_CUP = new ReleaseStock("ord_1", "cup");

    private final List<Message> said = new ArrayList<>();
    private Order order = told(Saga.begin(CART, NOW));

    @Test
    void asks_for_every_line_before_anything_else() {
        assertThat(said).containsExactly(new ReserveStock("ord_1", "tea", 2), new ReserveStock("ord_1", "cup", 1));
    }

    @Test
    void asks_for_the_payment_once_every_line_is_kept_and_sells_once_it_is_there() {
        hear(CUP_KEPT);
        assertThat(said).isEmpty();

        hear(TEA_KEPT);
        assertThat(said).containsExactly(new CapturePayment("ord_1", TOTAL));

        hear(PAID);
        assertThat(said).containsExactly(new CommitStock("ord_1", "tea", 2), new CommitStock("ord_1", "cup", 1));

        hear(TEA_SOLD);
        hear(CUP_SOLD);
        assertThat(said).containsExactly(new OrderCompleted("ord_1", "cart_1"));
        assertThat(order.reason()).isNull();
        assertThat(order.steps())
                .extracting(Order.Step::name)
                .containsExactly(
                        "cart-checked-out",
                        "stock-reserved",
                        "stock-reserved",
                        "payment-captured",
                        "stock-sold",
                        "stock-sold",
                        "order-completed");
    }

    @Test
    void releases_what_is_kept_and_what_may_yet_be_kept_when_one_line_is_refused() {
        hear(new StockRefused("ord_1", "cup", 0));

        assertThat(said).containsExactly(RELEASE_TEA);
    }

    @Test
    void is_rejected_when_there_was_nothing_to_put_back() {
        hear(new StockRefused("ord_1", "cup", 0));
        hear(new StockReleased("ord_1", "tea", 0));

        assertThat(said).containsExactly(new OrderRejected("ord_1", "cart_1", "out of stock: cup"));
    }

    @Test
    void is_compensated_when_something_was_put_back() {
        hear(new StockRefused("ord_1", "cup", 0));
        hear(new StockReleased("ord_1", "tea", 2));

        assertThat(said).containsExactly(new OrderCompensated("ord_1", "cart_1", "out of stock: cup"));
    }

    @Test
    void releases_everything_and_voids_nothing_when_the_payment_is_declined() {
        hear(TEA_KEPT, CUP_KEPT, new PaymentDeclined("ord_1", "no money"));
        assertThat(said).containsExactly(RELEASE_TEA, RELEASE_CUP);

        hear(new StockReleased("ord_1", "tea", 2), new StockReleased("ord_1", "cup", 1));
        assertThat(said).containsExactly(new OrderCompensated("ord_1", "cart_1", "payment declined: no money"));
    }

    @Test
    void asks_for_the_payment_although_a_reservation_has_expired_since_there_may_be_enough_still() {
        hear(TEA_KEPT, new ReservationExpired("ord_1", "tea"));
        hear(CUP_KEPT);

        assertThat(said).containsExactly(new CapturePayment("ord_1", TOTAL));
    }

    @Test
    void gives_the_money_back_and_puts_back_what_is_sold_when_one_line_cannot_be_sold() {
        hear(TEA_KEPT, CUP_KEPT, PAID, TEA_SOLD);
        hear(new SaleRefused("ord_1", "cup", 0));
        assertThat(said).containsExactly(RELEASE_TEA, RELEASE_CUP, new VoidPayment("ord_1"));

        hear(new StockReleased("ord_1", "tea", 2), new StockReleased("ord_1", "cup", 0));
        assertThat(said).isEmpty();

        hear(new PaymentVoided("ord_1", true));
        assertThat(said).containsExactly(new OrderCompensated("ord_1", "cart_1", "out of stock: cup"));
    }

    @Test
    void voids_a_payment_that_was_not_answered_in_time_and_ignores_the_answer() {
        hear(TEA_KEPT, CUP_KEPT);
        order = told(Saga.late(order, NOW));
        assertThat(said).containsExactly(RELEASE_TEA, RELEASE_CUP, new VoidPayment("ord_1"));

        hear(PAID);
        assertThat(said).isEmpty();
        assertThat(order.phase()).isEqualTo(Phase.UNDOING);
    }

    @Test
    void is_decided_at_last_although_nobody_knows_about_its_payment_and_hears_later_what_became_of_it() {
        hear(TEA_KEPT, CUP_KEPT);
        order = told(Saga.late(order, NOW));
        hear(new StockReleased("ord_1", "tea", 2), new StockReleased("ord_1", "cup", 1));
        assertThat(said).isEmpty();

        order = told(Saga.late(order, NOW));
        assertThat(said).containsExactly(new OrderCompensated("ord_1", "cart_1", "deadline"));
        assertThat(order.phase()).isEqualTo(Phase.COMPENSATED);
        assertThat(order.settled()).isFalse();

        hear(new PaymentVoided("ord_1", true));
        assertThat(said).isEmpty();
        assertThat(order.payment()).isEqualTo(Payment.REFUNDED);
        assertThat(order.settled()).isTrue();
        assertThat(order.steps())
                .extracting(Order.Step::name)
                .endsWith("payment-unsettled", "order-compensated", "payment-voided");
    }

    @Test
    void is_not_decided_before_everything_is_put_back_though_nobody_waits_for_the_payment() {
        hear(TEA_KEPT, CUP_KEPT);
        order = told(Saga.late(order, NOW));

        order = told(Saga.late(order, NOW));
        assertThat(said).isEmpty();
        assertThat(Saga.late(order, NOW)).isEqualTo(new Transition(order, List.of()));

        hear(new StockReleased("ord_1", "tea", 0), new StockReleased("ord_1", "cup", 0));
        assertThat(said).containsExactly(new OrderCompensated("ord_1", "cart_1", "deadline"));
    }

    @Test
    void is_never_late_once_it_is_paid_for() {
        hear(TEA_KEPT, CUP_KEPT, PAID);

        assertThat(Saga.late(order, NOW)).isEqualTo(new Transition(order, List.of()));
    }

    @Test
    void nothing_that_comes_again_changes_anything() {
        var heard = new ArrayList<Message>();
        for (var message : List.of(TEA_KEPT, CUP_KEPT, PAID, TEA_SOLD, CUP_SOLD)) {
            hear(message);
            heard.add(message);
            var before = order;
            heard.forEach(this::hear);
            assertThat(order).isEqualTo(before);
        }
    }

    @Test
    void nothing_that_comes_after_the_end_changes_anything() {
        hear(TEA_KEPT, CUP_KEPT, PAID, TEA_SOLD, CUP_SOLD);
        var end = order;

        hear(
                new StockRefused("ord_1", "tea", 0),
                new ReservationExpired("ord_1", "tea"),
                new SaleRefused("ord_1", "tea", 0),
                new StockReleased("ord_1", "tea", 2),
                new PaymentDeclined("ord_1", "no money"),
                new PaymentVoided("ord_1", true));

        assertThat(order).isEqualTo(end);
    }

    private void hear(Message... messages) {
        said.clear();
        for (var message : messages) {
            said.clear();
            order = told(
                    switch (message) {
                        case StockEvent event -> Saga.on(order, event, NOW);
                        case PaymentEvent event -> Saga.on(order, event, NOW);
                        default -> throw new IllegalArgumentException("not for an order: " + message);
                    });
        }
    }

    private Order told(Transition transition) {
        said.clear();
        said.addAll(transition.said());
        return transition.order();
    }
}
