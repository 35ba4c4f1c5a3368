package katas.shopping.order;

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
    private final Terms terms;

    public Orchestrator(Documents documents, InstantSource clock, Terms terms) {
        this.documents = documents;
        this.clock = clock;
        this.terms = terms;
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
            case CartCheckedOut cart -> begin(cart, said, now);
            case StockEvent event -> goOn(event.orderId(), now, order -> Saga.on(order, event, now));
            case PaymentEvent event -> goOn(event.orderId(), now, order -> Saga.on(order, event, now));
            case CartEvent _, OrderEvent _, StockCommand _, PaymentCommand _, SlipEvent _ -> Optional.empty();
        };
    }

    private Optional<Effect> begin(CartCheckedOut cart, Instant said, Instant now) {
        var none = documents.load(Order.at(cart.orderId()));
        boolean forgotten = said.plus(terms.retention()).isBefore(now);
        return none.found().isPresent() || forgotten
                ? Optional.empty()
                : Optional.of(Saga.begin(cart, said)
                        .effect(none, terms.retention())
                        .appointing(Deadlines.AGENDA, cart.orderId(), said.plus(terms.deadline())));
    }

    private Optional<Effect> goOn(String orderId, Instant now, Function<Order, Transition> decision) {
        var stored = documents.load(Order.at(orderId));
        return stored.found()
                .map(decision)
                .filter(transition -> !transition.order().equals(stored.value()))
                .map(transition -> transition.effect(stored, terms, now));
    }
}
