package katas.shopping.payment;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
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
 * @param notBefore the soonest that a hint makes it: while somebody is asking the same as {@code nextTry}
 */
record Attempt(
        String orderId,
        @Nullable Money amount,
        @Nullable String token,
        Goal goal,
        Phase phase,
        int tries,
        Instant nextTry,
        Instant notBefore) {
    /** Attempts that wait for the provider, by when it is to be asked. */
    static final Agenda DUE = new Agenda("payments-due");

    /** However many hints come: so long nobody is asked after an answer that was none. */
    private static final Duration REST = Duration.ofSeconds(1);

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
        return new Attempt(orderId, null, null, Goal.CAPTURE, Phase.INCOMPLETE, 0, now, now);
    }

    /** Learns what is to be captured, and by what: one of them at a time. */
    Attempt capturing(@Nullable Money sum, @Nullable String means, Instant now) {
        var next = sum == null || means == null ? Phase.INCOMPLETE : Phase.DUE;
        return new Attempt(orderId, sum, means, goal, next, tries, now, now);
    }

    Attempt voiding(Instant now) {
        return new Attempt(orderId, amount, null, Goal.VOID, Phase.DUE, 0, now, now);
    }

    /** Returns it as somebody's alone who asks the provider, if it is due. */
    Optional<Attempt> taken(Instant now, Duration lease) {
        return phase == Phase.DUE && !nextTry.isAfter(now)
                ? Optional.of(next(tries, now.plus(lease), now.plus(lease)))
                : Optional.empty();
    }

    /** Returns it as due sooner, if it may be. */
    Optional<Attempt> hurried(Instant now) {
        var soonest = later(now, notBefore);
        return phase == Phase.DUE && nextTry.isAfter(soonest)
                ? Optional.of(next(tries, soonest, notBefore))
                : Optional.empty();
    }

    Attempt unanswered(Instant now, Duration wait) {
        return next(tries + 1, now.plus(wait), now.plus(REST));
    }

    /** Returns what nobody needs to be asked about any more. */
    Attempt in(Phase known) {
        return new Attempt(orderId, amount, null, goal, known, tries, nextTry, notBefore);
    }

    private Attempt next(int times, Instant at, Instant soonest) {
        return new Attempt(orderId, amount, token, goal, phase, times, at, soonest);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
