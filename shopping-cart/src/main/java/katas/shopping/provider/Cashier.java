package katas.shopping.provider;

import java.time.InstantSource;
import katas.shopping.messages.Money;

/** Takes money, and gives it back: each at most once for an id, and never takes what was given back. */
final class Cashier {
    private static final String DECLINED = "declined";

    private final Ledger ledger;
    private final InstantSource clock;

    Cashier(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** @param token what stands for the customer's card; {@code declined} is one without money behind it */
    Capture capture(String id, Money money, String token) {
        var now = clock.instant();
        return ledger.decide(token.equals(DECLINED) ? Capture.declined(id, now) : Capture.of(id, money, now));
    }

    Capture cancel(String id) {
        var known = ledger.decide(Capture.barred(id, clock.instant()));
        if (known.state() != Capture.State.CAPTURED) {
            return known;
        }
        var voided = known.voided(clock.instant());
        ledger.giveBack(voided);
        return voided;
    }
}
