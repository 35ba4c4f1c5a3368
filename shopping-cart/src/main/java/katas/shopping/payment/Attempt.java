package katas.shopping.payment;

import java.time.Instant;
import java.util.Locale;
import katas.shopping.Shards;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Place;
import katas.shopping.messages.Money;
import org.jspecify.annotations.Nullable;

/**
 * The one attempt to be paid for an order; the provider knows it by the order's id.
 *
 * @param amount what is to be captured; null, and so is the token, if it was to be voided before anything was known of it
 * @param tries how often the provider was asked for this goal, and gave no answer
 * @param nextTry when it is asked again, unless somebody is asking just now and answers before
 */
record Attempt(
        String orderId,
        @Nullable Money amount,
        @Nullable String token,
        Goal goal,
        Phase phase,
        int tries,
        Instant nextTry) {
    /** Attempts that wait for the provider, by when it is to be asked. */
    static final Agenda DUE = new Agenda("payments-due");

    /** What is wanted of the provider. Once it is to be voided, it is never captured any more. */
    enum Goal {
        CAPTURE,
        VOID;

        /** Returns the name of the call, where calls have names. */
        String subject() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is known of it. */
    enum Phase {
        DUE,
        CAPTURED,
        DECLINED,
        VOIDED
    }

    static Place<Attempt> at(String orderId) {
        return new Place<>(Shards.of(orderId), "payment:" + orderId, Attempt.class);
    }

    static Attempt toCapture(String orderId, Money amount, String token, Instant now) {
        return new Attempt(orderId, amount, token, Goal.CAPTURE, Phase.DUE, 0, now);
    }

    static Attempt toVoid(String orderId, Instant now) {
        return new Attempt(orderId, null, null, Goal.VOID, Phase.DUE, 0, now);
    }

    Attempt voiding(Instant now) {
        return new Attempt(orderId, amount, token, Goal.VOID, Phase.DUE, 0, now);
    }

    Attempt due(Instant at) {
        return new Attempt(orderId, amount, token, goal, phase, tries, at);
    }

    Attempt unanswered(Instant at) {
        return new Attempt(orderId, amount, token, goal, phase, tries + 1, at);
    }

    Attempt in(Phase known) {
        return new Attempt(orderId, amount, token, goal, known, tries, nextTry);
    }
}
