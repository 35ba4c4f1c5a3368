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

    /** Asks for what the customer pays with to be remembered until the order is to be paid for; nothing else carries it. */
    record KeepPaymentToken(String orderId, String paymentToken) implements PaymentCommand {}

    /** Asks for an amount to be captured, by the token that is kept for the order. */
    record CapturePayment(String orderId, Money amount) implements PaymentCommand {}

    /** Asks for whatever was captured to be given back, and for nothing to be captured any more. */
    record VoidPayment(String orderId) implements PaymentCommand {}
}
