package katas.shopping.inventory;

import java.time.Instant;
import katas.shopping.Shards;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Place;

/**
 * What is, or was, kept of one SKU for one order.
 *
 * @param quantity how many; 0 if this only remembers that nothing may be kept any more
 * @param expiresAt when what is held goes back on the shelf
 */
record Reservation(String sku, String orderId, int quantity, State state, Instant expiresAt) {
    /** Those that are held, by when they expire. */
    static final Agenda EXPIRING = new Agenda("expiring");

    /** What has become of it. */
    enum State {
        HELD,
        EXPIRED,
        SOLD,
        /** Put back; a tombstone for whatever of this order comes late. */
        RELEASED
    }

    static Place<Reservation> at(String sku, String orderId) {
        return new Place<>(Shards.of(sku), "reservation:%s:%s".formatted(sku, orderId), Reservation.class);
    }

    /** Returns the name on an agenda: no SKU has a colon. */
    String name() {
        return sku + ":" + orderId;
    }
}
