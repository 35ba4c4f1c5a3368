package katas.shopping.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Stored;
import katas.shopping.inventory.Reservation.State;
import katas.shopping.messages.StockEvent;
import katas.shopping.messages.StockEvent.ReservationExpired;
import katas.shopping.messages.StockEvent.SaleRefused;
import katas.shopping.messages.StockEvent.StockRefused;
import katas.shopping.messages.StockEvent.StockReleased;
import katas.shopping.messages.StockEvent.StockReserved;
import katas.shopping.messages.StockEvent.StockSold;

/**
 * One SKU as one order meets it: what can be done about it, decided on what was read.
 *
 * <p>Nobody looks here for messages that come twice, since the inbox does; whoever goes without keeps things twice.
 */
record Shelf(String sku, String orderId, Stored<Stock> before, Stored<Reservation> kept) {
    /** How long is remembered what became of a reservation: longer than a message lies in the dead letters. */
    private static final Duration RETENTION = Duration.ofDays(30);

    static Shelf of(String sku, String orderId, Documents documents) {
        var before = documents.load(Stock.at(sku));
        return new Shelf(sku, orderId, before, documents.load(Reservation.at(sku, orderId)));
    }

    Effect reserve(int quantity, Instant expiresAt) {
        if (state() == State.RELEASED || stock().onHand() < quantity) {
            return saying(new StockRefused(orderId, sku, stock().onHand()));
        }
        var held = new Reservation(sku, orderId, quantity, State.HELD, expiresAt);
        return saying(new StockReserved(orderId, sku))
                .changing(before, stock().reserving(quantity))
                .changing(kept, held)
                .appointing(Reservation.EXPIRING, held.name(), expiresAt);
    }

    Effect commit(int quantity, Instant now) {
        return switch (state()) {
            case HELD -> sold(quantity, stock().reserving(-quantity), now);
            case SOLD -> saying(new StockSold(orderId, sku));
            case RELEASED -> saying(new SaleRefused(orderId, sku, stock().onHand()));
            // it was kept too long, but what is there still can be sold
            case EXPIRED ->
                stock().onHand() < quantity
                        ? saying(new SaleRefused(orderId, sku, stock().onHand()))
                        : sold(quantity, stock(), now);
        };
    }

    Effect release(Instant now) {
        int quantity = kept.found().map(Reservation::quantity).orElse(0);
        return switch (state()) {
            case HELD -> released(quantity, now).changing(before, stock().reserving(-quantity));
            case SOLD -> released(quantity, now).changing(before, stock().selling(-quantity));
            case EXPIRED, RELEASED -> released(0, now);
        };
    }

    /** Puts back what is held, if it was held too long. */
    Optional<Effect> expire(Instant now) {
        return kept.found()
                .filter(held -> held.state() == State.HELD && !held.expiresAt().isAfter(now))
                .map(held -> finished(held.quantity(), State.EXPIRED, new ReservationExpired(orderId, sku), now)
                        .changing(before, stock().reserving(-held.quantity())));
    }

    private Effect sold(int quantity, Stock shelf, Instant now) {
        return finished(quantity, State.SOLD, new StockSold(orderId, sku), now)
                .changing(before, shelf.selling(quantity));
    }

    private Effect released(int quantity, Instant now) {
        return finished(0, State.RELEASED, new StockReleased(orderId, sku, quantity), now);
    }

    private Effect finished(int quantity, State state, StockEvent event, Instant now) {
        var finished = new Reservation(sku, orderId, quantity, state, now);
        return saying(event).changing(kept, finished, RETENTION).cancelling(Reservation.EXPIRING, finished.name());
    }

    private Effect saying(StockEvent event) {
        return Effect.in(Inventory.CONTEXT, before.place().shard()).saying(event);
    }

    private Stock stock() {
        return before.found().orElseGet(() -> Stock.none(sku));
    }

    /** Returns its state: one that is not known, or not any more, is as good as expired, for nothing is kept. */
    private State state() {
        return kept.found().map(Reservation::state).orElse(State.EXPIRED);
    }
}
