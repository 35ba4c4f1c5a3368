package katas.shopping.messages;

/** What the inventory did for an order. */
public sealed interface StockEvent extends Message {
    String orderId();

    String sku();

    @Override
    default Topic topic() {
        return Topic.STOCK;
    }

    @Override
    default String key() {
        return orderId();
    }

    record StockReserved(String orderId, String sku) implements StockEvent {}

    /**
     * There were not so many.
     *
     * @param onHand how many there were for all
     */
    record StockRefused(String orderId, String sku, long onHand) implements StockEvent {}

    /** What was kept was kept too long, and is on the shelf again. */
    record ReservationExpired(String orderId, String sku) implements StockEvent {}

    record StockSold(String orderId, String sku) implements StockEvent {}

    /** What was kept had expired, and is not there any more. */
    record SaleRefused(String orderId, String sku, long onHand) implements StockEvent {}

    /**
     * Nothing is kept for the order, and nothing will be.
     *
     * @param quantity how many were put back; 0 if nothing had been kept, or not any more
     */
    record StockReleased(String orderId, String sku, int quantity) implements StockEvent {}
}
