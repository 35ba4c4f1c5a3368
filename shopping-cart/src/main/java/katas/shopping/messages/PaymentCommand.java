package katas.shopping.messages;

/** What an order wants of the payment. An order is paid for at most once: its id is that of the attempt. */
public sealed interface PaymentCommand extends Message {
    String orderId();

    @Override
    default Topic topic() {
        return Topic.PAYMENT_COMMANDS;
    }

    @Override
    default String key() {
        return orderId();
    }

    record CapturePayment(String orderId, Money amount, String paymentToken) implements PaymentCommand {}

    /** Asks for whatever was captured to be given back, and for nothing to be captured any more. */
    record VoidPayment(String orderId) implements PaymentCommand {}
}
