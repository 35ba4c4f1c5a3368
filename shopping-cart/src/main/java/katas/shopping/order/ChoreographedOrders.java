package katas.shopping.order;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Message;
import katas.shopping.messages.OrderEvent.OrderCompensated;
import katas.shopping.messages.OrderEvent.OrderCompleted;
import katas.shopping.messages.OrderEvent.OrderRejected;
import katas.shopping.messages.Slip;
import katas.shopping.messages.SlipEvent;

/**
 * Watches orders that nobody leads, and tells at the end what became of them.
 *
 * <p>It sees what was handed on, and not who has it now and does not go on.
 */
public final class ChoreographedOrders implements Handler {
    private final Documents documents;
    private final InstantSource clock;
    private final Duration retention;

    /**
     * Watches from now on.
     *
     * @param retention how long an order is kept once it is decided
     */
    public ChoreographedOrders(Documents documents, InstantSource clock, Duration retention) {
        this.retention = retention;
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public Optional<Effect> handle(Envelope envelope) {
        return handle(envelope.message(), envelope.said(clock.instant()));
    }

    @Override
    public Optional<Effect> handle(Message message) {
        return handle(message, clock.instant());
    }

    private Optional<Effect> handle(Message message, Instant said) {
        return switch (message) {
            case CartCheckedOut cart -> see(Slip.of(cart, said));
            case SlipEvent event -> see(event.slip());
            default -> Optional.empty();
        };
    }

    private Optional<Effect> see(Slip slip) {
        var stored = documents.load(Order.at(slip.orderId()));
        var order = Sightings.order(slip);
        boolean forgotten = order.since().plus(retention).isBefore(clock.instant());
        boolean news = stored.found()
                .map(known -> known.steps().size() < order.steps().size())
                .orElse(true);
        return news && !forgotten
                ? Optional.of(new Transition(order, end(order)).effect(stored, retention))
                : Optional.empty();
    }

    /** Returns what is told of an order when it is decided. */
    private static List<Message> end(Order order) {
        var reason = Objects.requireNonNullElse(order.reason(), "");
        return switch (order.phase()) {
            case RESERVING, PAYING, SELLING, UNDOING -> List.of();
            case COMPLETED -> List.of(new OrderCompleted(order.id(), order.cartId()));
            case REJECTED -> List.of(new OrderRejected(order.id(), order.cartId(), reason));
            case COMPENSATED -> List.of(new OrderCompensated(order.id(), order.cartId(), reason));
        };
    }
}
