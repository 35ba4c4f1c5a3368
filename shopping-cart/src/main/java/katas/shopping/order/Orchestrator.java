package katas.shopping.order;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.messages.CartEvent;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Message;
import katas.shopping.messages.OrderEvent;
import katas.shopping.messages.PaymentCommand;
import katas.shopping.messages.PaymentEvent;
import katas.shopping.messages.SlipEvent;
import katas.shopping.messages.StockCommand;
import katas.shopping.messages.StockEvent;

/** Leads every order through its saga: tells the other contexts what to do, and hears what became of it. */
public final class Orchestrator implements Handler {
    /** Whose outbox takes what is said here. */
    public static final String CONTEXT = "order";

    private final Documents documents;
    private final InstantSource clock;
    private final Duration deadline;

    /**
     * Handles what the other contexts tell.
     *
     * @param deadline how long it may take until an order is paid for, counted from when the customer asked for it; and as
     *     long again until nobody waits any more for what becomes of a payment that is to be voided
     */
    public Orchestrator(Documents documents, InstantSource clock, Duration deadline) {
        this.documents = documents;
        this.clock = clock;
        this.deadline = deadline;
    }

    /** A message may have lain in the log for long: an order began when its checkout was said, if that is not in the future. */
    @Override
    public Optional<Effect> handle(Envelope envelope) {
        var now = clock.instant();
        return handle(envelope.message(), envelope.said(now), now);
    }

    @Override
    public Optional<Effect> handle(Message message) {
        var now = clock.instant();
        return handle(message, now, now);
    }

    private Optional<Effect> handle(Message message, Instant said, Instant now) {
        return switch (message) {
            case CartCheckedOut cart -> begin(cart, said);
            case StockEvent event -> goOn(event.orderId(), now, order -> Saga.on(order, event, now));
            case PaymentEvent event -> goOn(event.orderId(), now, order -> Saga.on(order, event, now));
            case CartEvent _, OrderEvent _, StockCommand _, PaymentCommand _, SlipEvent _ -> Optional.empty();
        };
    }

    private Optional<Effect> begin(CartCheckedOut cart, Instant said) {
        var none = documents.load(Order.at(cart.orderId()));
        return none.found().isPresent()
                ? Optional.empty()
                : Optional.of(Saga.begin(cart, said)
                        .effect(none)
                        .appointing(Deadlines.AGENDA, cart.orderId(), said.plus(deadline)));
    }

    private Optional<Effect> goOn(String orderId, Instant now, Function<Order, Transition> decision) {
        var stored = documents.load(Order.at(orderId));
        return stored.found()
                .map(decision)
                .filter(transition -> !transition.order().equals(stored.value()))
                .map(transition -> transition.effect(stored, now.plus(deadline)));
    }
}
