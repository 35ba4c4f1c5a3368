package katas.shopping.order;

import static katas.shopping.order.Order.Stage.ASKED;
import static katas.shopping.order.Order.Stage.PUT_BACK;
import static katas.shopping.order.Order.Stage.REFUSED;
import static katas.shopping.order.Order.Stage.RELEASED;
import static katas.shopping.order.Order.Stage.RELEASING;
import static katas.shopping.order.Order.Stage.SALE_REFUSED;
import static katas.shopping.order.Order.Stage.SELLING;
import static katas.shopping.order.Order.Stage.SOLD;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.Message;
import katas.shopping.messages.OrderEvent.OrderCompensated;
import katas.shopping.messages.OrderEvent.OrderCompleted;
import katas.shopping.messages.OrderEvent.OrderRejected;
import katas.shopping.messages.OrderLine;
import katas.shopping.messages.PaymentCommand.CapturePayment;
import katas.shopping.messages.PaymentCommand.VoidPayment;
import katas.shopping.messages.PaymentEvent;
import katas.shopping.messages.PaymentEvent.PaymentDeclined;
import katas.shopping.messages.StockCommand.CommitStock;
import katas.shopping.messages.StockCommand.ReleaseStock;
import katas.shopping.messages.StockCommand.ReserveStock;
import katas.shopping.messages.StockEvent;
import katas.shopping.order.Order.Line;
import katas.shopping.order.Order.Payment;
import katas.shopping.order.Order.Phase;

/**
 * Decides how an order goes on: reserve every line, capture the payment, sell every line; or undo all of it.
 *
 * <p>What is known decides, never which message came last, so their order does not matter. To undo is to ask for
 * everything that was done, or may yet be done, to be undone, and to wait until all of that is answered.
 */
final class Saga {
    private static final String DEADLINE = "deadline";

    private Saga() {}

    static Transition begin(CartCheckedOut cart, Instant now) {
        var order = new Order(
                cart.orderId(),
                cart.cartId(),
                cart.owner(),
                cart.lines().stream().map(line -> new Line(line, ASKED)).toList(),
                cart.total(),
                Payment.NONE,
                Phase.RESERVING,
                null,
                List.of());
        return new Transition(
                order.step(cart, null, now),
                ofAll(order, line -> new ReserveStock(order.id(), line.sku(), line.quantity())));
    }

    static Transition on(Order order, StockEvent event, Instant now) {
        var after = Facts.after(order, event);
        return after.equals(order) ? waiting(order) : decide(after.step(event, event.sku(), now), now);
    }

    static Transition on(Order order, PaymentEvent event, Instant now) {
        var after = Facts.after(order, event);
        if (after.equals(order)) {
            return waiting(order);
        }
        if (event instanceof PaymentDeclined(var _, var reason)) {
            after = after.because("payment declined: " + reason);
        }
        return decide(after.step(event, null, now), now);
    }

    /**
     * Gives an order up, unless it is paid for; and one that was given up and whose payment nobody knows about is not left open
     * any longer. Its payment stays to be voided, so what was captured is given back, or will be.
     */
    static Transition late(Order order, Instant now) {
        return switch (order.phase()) {
            case RESERVING, PAYING -> undo(order.because(DEADLINE).step(DEADLINE, null, now), now);
            case UNDOING ->
                order.payment() == Payment.VOIDING
                        ? decide(order.payment(Payment.UNSETTLED).step("payment-unsettled", null, now), now)
                        : waiting(order);
            case SELLING, COMPLETED, REJECTED, COMPENSATED -> waiting(order);
        };
    }

    private static Transition decide(Order order, Instant now) {
        return switch (order.phase()) {
            case RESERVING -> {
                if (order.any(REFUSED)) {
                    yield undo(order.because(outOfStock(order)), now);
                }
                yield order.any(ASKED) ? waiting(order) : pay(order);
            }
            case PAYING ->
                switch (order.payment()) {
                    case CAPTURED -> sell(order);
                    case DECLINED -> undo(order, now);
                    case NONE, ASKED, VOIDING, UNSETTLED, VOIDED, REFUNDED -> waiting(order);
                };
            case SELLING -> {
                if (order.any(SALE_REFUSED)) {
                    yield undo(order.because(outOfStock(order)), now);
                }
                yield order.all(SOLD) ? complete(order, now) : waiting(order);
            }
            case UNDOING -> undone(order) ? giveUp(order, now) : waiting(order);
            case COMPLETED, REJECTED, COMPENSATED -> waiting(order);
        };
    }

    private static Transition waiting(Order order) {
        return new Transition(order, List.of());
    }

    private static Transition pay(Order order) {
        return new Transition(
                order.payment(Payment.ASKED).in(Phase.PAYING), List.of(new CapturePayment(order.id(), order.total())));
    }

    private static Transition sell(Order order) {
        return new Transition(
                order.moving(line -> true, SELLING).in(Phase.SELLING),
                ofAll(order, line -> new CommitStock(order.id(), line.sku(), line.quantity())));
    }

    private static Transition undo(Order order, Instant now) {
        Predicate<Line> kept = line -> line.stage() != REFUSED;
        var said = new ArrayList<Message>();
        order.lines().stream()
                .filter(kept)
                .forEach(line ->
                        said.add(new ReleaseStock(order.id(), line.wanted().sku())));
        var undoing = order.moving(kept, RELEASING).in(Phase.UNDOING);
        if (order.payment() == Payment.ASKED || order.payment() == Payment.CAPTURED) {
            said.add(new VoidPayment(order.id()));
            undoing = undoing.payment(Payment.VOIDING);
        }
        return said.isEmpty() ? giveUp(undoing, now) : new Transition(undoing, said);
    }

    private static boolean undone(Order order) {
        return order.all(REFUSED, RELEASED, PUT_BACK) && order.payment() != Payment.VOIDING;
    }

    private static Transition complete(Order order, Instant now) {
        var event = new OrderCompleted(order.id(), order.cartId());
        return new Transition(order.in(Phase.COMPLETED).step(event, null, now), List.of(event));
    }

    private static Transition giveUp(Order order, Instant now) {
        boolean compensated =
                order.any(PUT_BACK) || order.payment() == Payment.REFUNDED || order.payment() == Payment.UNSETTLED;
        var reason = Objects.requireNonNull(order.reason());
        var event = compensated
                ? new OrderCompensated(order.id(), order.cartId(), reason)
                : new OrderRejected(order.id(), order.cartId(), reason);
        var phase = compensated ? Phase.COMPENSATED : Phase.REJECTED;
        return new Transition(order.in(phase).step(event, null, now), List.of(event));
    }

    private static String outOfStock(Order order) {
        return "out of stock: " + String.join(", ", order.missing());
    }

    private static List<Message> ofAll(Order order, Function<OrderLine, Message> what) {
        return order.lines().stream().map(Line::wanted).map(what).toList();
    }
}
