package katas.shopping.order;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Stored;
import katas.shopping.messages.Message;
import katas.shopping.order.Order.Payment;

/**
 * An order that has gone on, and what is said about it.
 *
 * @param said commands to the other contexts, and at the end the event
 */
record Transition(Order order, List<Message> said) {

    Transition {
        said = List.copyOf(said);
    }

    /** Returns the effect that makes it so, and what is waited for from now on. */
    Effect effect(Stored<Order> before, Terms terms, Instant now) {
        var effect = effect(before, terms.retention());
        boolean waited = before.found().map(Transition::isVoiding).orElse(false);
        return isVoiding(order) && !waited
                ? effect.appointing(Deadlines.AGENDA, order.id(), now.plus(terms.deadline()))
                : effect;
    }

    /**
     * Returns the effect that makes it so, where nobody gives orders up.
     *
     * @param retention how long the order is kept if nothing more will happen to it
     */
    Effect effect(Stored<Order> before, Duration retention) {
        var nothing = Effect.in(Orchestrator.CONTEXT, before.place().shard()).saying(said);
        var effect = order.settled() ? nothing.changing(before, order, retention) : nothing.changing(before, order);
        return switch (order.phase()) {
            case RESERVING, PAYING -> effect.appointing(Orders.UNFINISHED, order.id(), order.since());
            case SELLING, UNDOING -> isVoiding(order) ? effect : effect.cancelling(Deadlines.AGENDA, order.id());
            case COMPLETED, REJECTED, COMPENSATED -> {
                var decided = effect.cancelling(Deadlines.AGENDA, order.id());
                yield order.settled() ? decided.cancelling(Orders.UNFINISHED, order.id()) : decided;
            }
        };
    }

    private static boolean isVoiding(Order order) {
        return order.payment() == Payment.VOIDING;
    }
}
