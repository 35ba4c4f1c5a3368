package katas.shopping.payment;

import java.time.InstantSource;
import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.effect.Stored;
import katas.shopping.messages.Message;
import katas.shopping.messages.PaymentCommand;
import katas.shopping.messages.PaymentCommand.CapturePayment;
import katas.shopping.messages.PaymentCommand.VoidPayment;
import katas.shopping.payment.Attempt.Goal;

/** Remembers what is wanted of the provider; a {@link PaymentWorker} asks it. */
public final class Payments implements Handler {
    /** Whose outbox takes what is said here. */
    public static final String CONTEXT = "payment";

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
        var stored = documents.load(Attempt.at(command.orderId()));
        var known = stored.found();
        return switch (command) {
            case CapturePayment(var id, var amount, var token) ->
                known.isPresent()
                        ? Optional.empty()
                        : Optional.of(due(stored, Attempt.toCapture(id, amount, token, clock.instant())));
            case VoidPayment(var id) ->
                known.filter(attempt -> attempt.goal() == Goal.VOID).isPresent()
                        ? Optional.empty()
                        : Optional.of(due(
                                stored,
                                known.map(attempt -> attempt.voiding(clock.instant()))
                                        .orElseGet(() -> Attempt.toVoid(id, clock.instant()))));
        };
    }

    static Effect due(Stored<Attempt> before, Attempt attempt) {
        return Effect.in(CONTEXT, before.place().shard())
                .changing(before, attempt)
                .appointing(Attempt.DUE, attempt.orderId(), attempt.nextTry());
    }
}
