package katas.shopping.provider;

import java.time.Instant;
import katas.shopping.messages.Money;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt to take money.
 *
 * @param id chosen by who asks: an id is decided about once, however often it is asked for
 * @param taken null if nothing ever was
 * @param voidedAt when what was taken was given back, or that nothing may be taken was settled; null if neither
 */
record Capture(
        String id,
        @Nullable Money taken,
        Instant decidedAt,
        @Nullable Instant voidedAt) {

    enum State {
        CAPTURED,
        DECLINED,
        VOIDED
    }

    static Capture of(String id, Money taken, Instant now) {
        return new Capture(id, taken, now, null);
    }

    static Capture declined(String id, Instant now) {
        return new Capture(id, null, now, null);
    }

    /** Returns that nothing was taken, and nothing will be. */
    static Capture barred(String id, Instant now) {
        return new Capture(id, null, now, now);
    }

    Capture voided(Instant now) {
        return new Capture(id, taken, decidedAt, now);
    }

    State state() {
        if (voidedAt != null) {
            return State.VOIDED;
        }
        return taken == null ? State.DECLINED : State.CAPTURED;
    }
}
