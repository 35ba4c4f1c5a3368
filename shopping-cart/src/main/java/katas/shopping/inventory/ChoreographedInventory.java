package katas.shopping.inventory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.Message;
import katas.shopping.messages.PaymentEvent.PaymentCaptured;
import katas.shopping.messages.Slip;
import katas.shopping.messages.Slip.Leg;
import katas.shopping.messages.SlipEvent.LinePassed;
import katas.shopping.messages.SlipEvent.PaymentSettled;
import katas.shopping.messages.SlipEvent.StockSettled;
import katas.shopping.messages.StockEvent;
import katas.shopping.messages.StockEvent.ReservationExpired;
import katas.shopping.messages.StockEvent.SaleRefused;
import katas.shopping.messages.StockEvent.StockRefused;
import katas.shopping.messages.StockEvent.StockReleased;
import katas.shopping.messages.StockEvent.StockReserved;
import katas.shopping.messages.StockEvent.StockSold;

/**
 * Takes an order from shelf to shelf, where nobody leads it: one line after the other, and back the same way.
 *
 * <p>What is done at a shelf is what {@link Inventory} does. What comes next is decided here and by the payment, and so
 * neither can be changed alone; and nobody gives an order up that takes too long.
 */
public final class ChoreographedInventory implements Handler {
    private final Documents documents;
    private final InstantSource clock;
    private final Duration reservationTtl;

    /**
     * Reacts to carts that are checked out and to payments.
     *
     * @param reservationTtl how long something is kept for an order that does not go on
     */
    public ChoreographedInventory(Documents documents, InstantSource clock, Duration reservationTtl) {
        this.documents = documents;
        this.clock = clock;
        this.reservationTtl = reservationTtl;
    }

    @Override
    public Optional<Effect> handle(Message message) {
        return switch (message) {
            case CartCheckedOut cart -> visit(Slip.of(cart, clock.instant()));
            case LinePassed(var slip) -> visit(slip);
            case PaymentSettled(var slip) -> visit(slip);
            default -> Optional.empty();
        };
    }

    private Optional<Effect> visit(Slip slip) {
        var now = clock.instant();
        var line = slip.line();
        var shelf = Shelf.of(line.sku(), slip.orderId(), documents);
        var visit = switch (slip.leg()) {
            case RESERVING -> Optional.of(shelf.reserve(line.quantity(), now.plus(reservationTtl)));
            case SELLING -> Optional.of(shelf.commit(line.quantity(), now));
            case RETURNING -> Optional.of(shelf.release(now));
            case PAYING, REFUNDING, COMPLETED, REJECTED, COMPENSATED -> Optional.<Effect>empty();
        };
        return visit.map(effect -> {
            var event = (StockEvent) effect.said().getFirst();
            return effect.sayingInstead(next(slip.stamped(event, line.sku(), now), event));
        });
    }

    private static Message next(Slip slip, StockEvent event) {
        int stop = slip.stop();
        int last = slip.cart().lines().size() - 1;
        var reason = "out of stock: " + event.sku();
        return switch (event) {
            case StockReserved _ when stop < last -> new LinePassed(slip.on(Leg.RESERVING, stop + 1));
            case StockReserved _ -> new StockSettled(slip.on(Leg.PAYING));
            case StockSold _ when stop < last -> new LinePassed(slip.on(Leg.SELLING, stop + 1));
            case StockSold _ -> new StockSettled(slip.on(Leg.COMPLETED));
            case StockRefused _
            when stop > 0 -> new LinePassed(slip.because(reason).on(Leg.RETURNING, stop - 1));
            case StockRefused _ -> new StockSettled(slip.because(reason).on(Leg.REJECTED));
            case SaleRefused _ -> new LinePassed(slip.because(reason).on(Leg.RETURNING, last));
            case StockReleased _ when stop > 0 -> new LinePassed(slip.on(Leg.RETURNING, stop - 1));
            case StockReleased _ ->
                new StockSettled(slip.on(slip.saw(PaymentCaptured.class) ? Leg.REFUNDING : Leg.COMPENSATED));
            case ReservationExpired _ -> throw new IllegalArgumentException("nobody asked for this: " + event);
        };
    }
}
