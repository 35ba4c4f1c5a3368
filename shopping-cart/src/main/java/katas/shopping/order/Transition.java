package katas.shopping.order;

import java.util.List;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Stored;
import katas.shopping.messages.Message;

/**
 * An order that has gone on, and what is said about it.
 *
 * @param said commands to the other contexts, and at the end the event
 */
record Transition(Order order, List<Message> said) {

    Transition {
        said = List.copyOf(said);
    }

    /** Returns the effect that makes it so. */
    Effect effect(Stored<Order> before) {
        var effect = Effect.in(Orchestrator.CONTEXT, before.place().shard())
                .changing(before, order)
                .saying(said);
        return switch (order.phase()) {
            case RESERVING, PAYING -> effect.appointing(Orders.UNFINISHED, order.id(), order.since());
            case SELLING, UNDOING -> effect.cancelling(Deadlines.AGENDA, order.id());
            case COMPLETED, REJECTED, COMPENSATED ->
                effect.cancelling(Deadlines.AGENDA, order.id()).cancelling(Orders.UNFINISHED, order.id());
        };
    }
}
