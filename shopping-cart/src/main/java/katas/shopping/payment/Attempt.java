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
 * @param amount what is to be captured; null as long as that is not known
 * @param token what the customer pays with; null as long as that is not known, and again as soon as it is not needed any more
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
        /** Amount or token are not known yet. */
        INCOMPLETE,
        DUE,
        CAPTURED,
        DECLINED,
        VOIDED
    }

    static Place<Attempt> at(String orderId) {
        return new Place<>(Shards.of(orderId), "payment:" + orderId, Attempt.class);
    }

    /** Returns one of which nothing is known. */
    static Attempt of(String orderId, Instant now) {
        return new Attempt(orderId, null, null, Goal.CAPTURE, Phase.INCOMPLETE, 0, now);
    }

    /** Learns what is to be captured, and by what: one of them at a time. */
    Attempt capturing(@Nullable Money sum, @Nullable String means, Instant now) {
        var next = sum == null || means == null ? Phase.INCOMPLETE : Phase.DUE;
        return new Attempt(orderId, sum, means, goal, next, tries, now);
    }

    Attempt voiding(Instant now) {
        return new Attempt(orderId, amount, null, Goal.VOID, Phase.DUE, 0, now);
    }

    Attempt due(Instant at) {
        return new Attempt(orderId, amount, token, goal, phase, tries, at);
    }

    Attempt unanswered(Instant at) {
        return new Attempt(orderId, amount, token, goal, phase, tries + 1, at);
    }

    /** Returns what nobody needs to be asked about any more. */
    Attempt in(Phase known) {
        return new Attempt(orderId, amount, null, goal, known, tries, nextTry);
    }
}
