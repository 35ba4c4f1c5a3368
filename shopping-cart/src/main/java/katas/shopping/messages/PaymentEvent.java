package katas.shopping.messages;

/** What became of a payment. */
public sealed interface PaymentEvent extends Message {
    String orderId();

    @Override
    default Topic topic() {
        return Topic.PAYMENTS;
    }

    @Override
    default String key() {
        return orderId();
    }

    record PaymentCaptured(String orderId) implements PaymentEvent {}

    record PaymentDeclined(String orderId, String reason) implements PaymentEvent {}

    /**
     * Nothing is captured, and nothing will be.
     *
     * @param refunded whether money had been captured, and was given back
     */
    record PaymentVoided(String orderId, boolean refunded) implements PaymentEvent {}
}
