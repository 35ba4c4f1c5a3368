package katas.shopping.messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import org.jspecify.annotations.Nullable;

/**
 * A routing slip: an order that is handed from context to context, with all that has become of it and where it goes next.
 *
 * @param stop the line whose turn it is, on a leg that visits lines
 * @param reason why nothing comes of the order; null as long as something may
 * @param stamps what has happened, the oldest first; it only grows, so the longer of two slips is the later one
 */
public record Slip(
        CartCheckedOut cart, Leg leg, int stop, @Nullable String reason, List<Stamp> stamps) {

    /** What is being done. */
    public enum Leg {
        RESERVING,
        PAYING,
        SELLING,
        RETURNING,
        REFUNDING,
        COMPLETED,
        REJECTED,
        COMPENSATED
    }

    /**
     * Something that happened.
     *
     * @param event simple name of it, such as {@code StockReserved}
     * @param sku of the line that it happened to, unless it happened to the order
     */
    public record Stamp(String event, @Nullable String sku, Instant at) {}

    public Slip {
        stamps = List.copyOf(stamps);
    }

    /** Returns the slip of an order that nobody has seen yet. */
    public static Slip of(CartCheckedOut cart, Instant now) {
        return new Slip(cart, Leg.RESERVING, 0, null, List.of()).stamped(cart, null, now);
    }

    public String orderId() {
        return cart.orderId();
    }

    /** Returns the line whose turn it is. */
    public OrderLine line() {
        return cart.lines().get(stop);
    }

    /** Returns whether something has happened to the order, or to any line of it. */
    public boolean saw(Class<? extends Message> event) {
        return stamps.stream().anyMatch(stamp -> stamp.event().equals(event.getSimpleName()));
    }

    public Slip stamped(Message event, @Nullable String sku, Instant now) {
        var longer = new ArrayList<>(stamps);
        longer.add(new Stamp(event.getClass().getSimpleName(), sku, now));
        return new Slip(cart, leg, stop, reason, longer);
    }

    public Slip because(String cause) {
        return new Slip(cart, leg, stop, cause, stamps);
    }

    public Slip on(Leg next) {
        return new Slip(cart, next, 0, reason, stamps);
    }

    /** Goes on, or back, to another line. */
    public Slip on(Leg next, int nextStop) {
        return new Slip(cart, next, nextStop, reason, stamps);
    }
}
