package katas.shopping.cart;

import java.time.Duration;
import katas.shopping.Shards;
import katas.shopping.effect.Place;

/**
 * What a cart has decided about a guest's cart that was frozen for it: once, whoever asks and however often.
 *
 * @param version of the guest's cart as it was frozen: one that was refused may come again
 * @param taken whether its lines went in
 */
record Intake(long version, boolean taken) {
    /** Longer than any guest's cart is kept. */
    static final Duration TTL = Duration.ofDays(365);

    static Place<Intake> place(String target, String guest) {
        return new Place<>(Shards.of(target), "intake:" + target + ":" + guest, Intake.class);
    }
}
