package katas.shopping.messages;

/** What became of an order. */
public sealed interface OrderEvent extends Message {
    String orderId();

    String cartId();

    @Override
    default Topic topic() {
        return Topic.ORDERS;
    }

    @Override
    default String key() {
        return orderId();
    }

    /** All lines are sold, and paid for. */
    record OrderCompleted(String orderId, String cartId) implements OrderEvent {}

    /** Nothing came of it, and nothing had been done. */
    record OrderRejected(String orderId, String cartId, String reason) implements OrderEvent {}

    /** Nothing came of it, and what had been done is undone. */
    record OrderCompensated(String orderId, String cartId, String reason) implements OrderEvent {}
}
