package katas.shopping.payment;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.effect.Stored;
import katas.shopping.messages.Message;
import katas.shopping.messages.PaymentCommand;
import katas.shopping.messages.PaymentCommand.CapturePayment;
import katas.shopping.messages.PaymentCommand.KeepPaymentToken;
import katas.shopping.messages.PaymentCommand.VoidPayment;
import katas.shopping.payment.Attempt.Goal;
import katas.shopping.payment.Attempt.Phase;

/** Remembers what is wanted of the provider; a {@link PaymentWorker} asks it. */
public final class Payments implements Handler {
    /** Whose outbox takes what is said here. */
    public static final String CONTEXT = "payment";

    /**
     * How long is remembered what an order would be paid with that is not to be paid for yet: as long as one may take at most,
     * for nobody tells of an order that came to nothing before.
     */
    private static final Duration TOKEN_RETENTION = Duration.ofDays(1);

    private final Documents documents;
    private final InstantSource clock;

    public Payments(Documents documents, InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public Optional<Effect> handle(Message message) {
        return message instanceof PaymentCommand command ? handle(command) : Optional.empty();
    }

    private Optional<Effect> handle(PaymentCommand command) {
        var now = clock.instant();
        var stored = documents.load(Attempt.at(command.orderId()));
        var known = stored.found();
        var attempt = known.orElseGet(() -> Attempt.of(command.orderId(), now));
        boolean incomplete = attempt.phase() == Phase.INCOMPLETE;
        return switch (command) {
            case KeepPaymentToken(var _, var token) ->
                incomplete && attempt.token() == null
                        ? Optional.of(learnt(stored, attempt.capturing(attempt.amount(), token, now)))
                        : Optional.empty();
            case CapturePayment(var _, var amount) ->
                incomplete && attempt.amount() == null
                        ? Optional.of(learnt(stored, attempt.capturing(amount, attempt.token(), now)))
                        : Optional.empty();
            case VoidPayment _ ->
                attempt.goal() == Goal.VOID ? Optional.empty() : Optional.of(due(stored, attempt.voiding(now)));
        };
    }

    private static Effect learnt(Stored<Attempt> before, Attempt attempt) {
        return attempt.phase() == Phase.DUE
                ? due(before, attempt)
                : Effect.in(CONTEXT, before.place().shard()).changing(before, attempt, TOKEN_RETENTION);
    }

    static Effect due(Stored<Attempt> before, Attempt attempt) {
        return Effect.in(CONTEXT, before.place().shard())
                .changing(before, attempt)
                .appointing(Attempt.DUE, attempt.orderId(), attempt.nextTry());
    }
}
