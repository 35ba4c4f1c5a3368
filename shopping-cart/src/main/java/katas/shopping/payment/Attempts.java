package katas.shopping.payment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Stored;
import katas.shopping.messages.PaymentEvent;
import katas.shopping.messages.PaymentEvent.PaymentCaptured;
import katas.shopping.messages.PaymentEvent.PaymentDeclined;
import katas.shopping.messages.PaymentEvent.PaymentVoided;
import katas.shopping.payment.Attempt.Phase;
import katas.shopping.payment.PaymentProvider.Answer;
import katas.shopping.payment.PaymentProvider.Answer.Captured;
import katas.shopping.payment.PaymentProvider.Answer.Declined;
import katas.shopping.payment.PaymentProvider.Answer.Uncertain;
import katas.shopping.payment.PaymentProvider.Answer.Voided;

/**
 * What the provider is to be asked, and what it has answered.
 *
 * <p>An answer counts only if that is still wanted: money that was captured while the order was given up is not ours, and
 * the void that is due by then gives it back.
 */
public final class Attempts {
    private final Documents documents;
    private final Effects effects;
    private final Agendas agendas;
    private final InstantSource clock;
    private final Duration lease;
    private final Backoff backoff;
    private final Duration retention;

    /**
     * Looks after attempts.
     *
     * @param lease how long whoever asks the provider has the attempt to himself, unless the order is given up, which does not
     *     wait: longer than the provider is waited for
     * @param retention how long is kept what the provider answered: longer than anybody asks for the same order again
     */
    public Attempts(
            Documents documents,
            Effects effects,
            Agendas agendas,
            InstantSource clock,
            Duration lease,
            Backoff backoff,
            Duration retention) {
        this.documents = documents;
        this.effects = effects;
        this.agendas = agendas;
        this.clock = clock;
        this.lease = lease;
        this.backoff = backoff;
        this.retention = retention;
    }

    /**
     * Hears from outside that the provider knows more by now: a reason to ask it sooner, and no more than that.
     *
     * <p>Whoever is asking just now is left alone, and so is, for a second, a provider that has just been asked in vain:
     * hints may come from anybody, and as many as they like.
     *
     * @param orderId of an order, or anything else
     */
    public void hint(String orderId) {
        var now = clock.instant();
        move(orderId, attempt -> attempt.hurried(now));
    }

    /** Shows a visitor the orders whose payment is due, as {@link Agendas#visit} does. */
    void visitDue(int most, Consumer<String> visitor) {
        agendas.visit(Attempt.DUE, clock.instant(), most, visitor);
    }

    /** Takes an attempt, unless somebody else has it, or it is not due any more: whoever dies with it gives it back. */
    Optional<Attempt> take(String orderId) {
        var now = clock.instant();
        return move(orderId, attempt -> attempt.taken(now, lease));
    }

    /**
     * Stores what the provider answered.
     *
     * @param asked the attempt as it was when the provider was asked
     */
    void settle(Attempt asked, Answer answer) {
        var applied = Applied.STALE;
        while (applied == Applied.STALE) {
            var stored = documents.load(Attempt.at(asked.orderId()));
            var now = stored.value();
            if (now == null || now.phase() != Phase.DUE || now.goal() != asked.goal()) {
                return;
            }
            if (answer instanceof Uncertain && !now.equals(asked)) {
                // too late to be waited for: somebody else is asking by now, and has it to himself
                return;
            }
            applied = effects.apply(settled(stored, now, answer));
        }
    }

    private Optional<Attempt> move(String orderId, Function<Attempt, Optional<Attempt>> step) {
        var stored = documents.load(Attempt.at(orderId));
        return stored.found()
                .flatMap(step)
                .filter(attempt -> effects.apply(Payments.due(stored, attempt)) == Applied.DONE);
    }

    private Effect settled(Stored<Attempt> stored, Attempt attempt, Answer answer) {
        var id = attempt.orderId();
        return switch (attempt.goal()) {
            case CAPTURE ->
                switch (answer) {
                    case Captured _ -> known(stored, attempt.in(Phase.CAPTURED), new PaymentCaptured(id));
                    case Declined(var why) -> known(stored, attempt.in(Phase.DECLINED), new PaymentDeclined(id, why));
                    case Voided _ -> known(stored, attempt.in(Phase.DECLINED), new PaymentDeclined(id, "voided"));
                    case Uncertain _ -> again(stored, attempt);
                };
            case VOID ->
                switch (answer) {
                    case Voided(boolean refunded) ->
                        known(stored, attempt.in(Phase.VOIDED), new PaymentVoided(id, refunded));
                    case Captured _, Declined _, Uncertain _ -> again(stored, attempt);
                };
        };
    }

    private Effect known(Stored<Attempt> stored, Attempt attempt, PaymentEvent event) {
        return Effect.in(Payments.CONTEXT, stored.place().shard())
                .changing(stored, attempt, retention)
                .cancelling(Attempt.DUE, attempt.orderId())
                .saying(event);
    }

    private Effect again(Stored<Attempt> stored, Attempt attempt) {
        var wait = backoff.after(attempt.tries());
        return Payments.due(stored, attempt.unanswered(clock.instant(), wait));
    }
}
