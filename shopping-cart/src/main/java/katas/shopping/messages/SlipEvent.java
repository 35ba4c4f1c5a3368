package katas.shopping.messages;

/** An order is handed on. Only said where nobody leads orders. */
public sealed interface SlipEvent extends Message {
    Slip slip();

    @Override
    default String key() {
        return slip().orderId();
    }

    /** One line is done, and it is another's turn. */
    record LinePassed(Slip slip) implements SlipEvent {
        @Override
        public Topic topic() {
            return Topic.STOCK_COMMANDS;
        }

        @Override
        public String key() {
            return slip.line().sku();
        }
    }

    /** All lines are kept, or sold, or put back. */
    record StockSettled(Slip slip) implements SlipEvent {
        @Override
        public Topic topic() {
            return Topic.STOCK;
        }
    }

    /** The payment is captured, declined or voided. */
    record PaymentSettled(Slip slip) implements SlipEvent {
        @Override
        public Topic topic() {
            return Topic.PAYMENTS;
        }
    }
}
