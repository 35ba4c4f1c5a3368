package katas.shopping.messages;

/** What an order wants of the inventory; about one SKU each, for SKUs live in different shards. */
public sealed interface StockCommand extends Message {
    String orderId();

    String sku();

    @Override
    default Topic topic() {
        return Topic.STOCK_COMMANDS;
    }

    @Override
    default String key() {
        return sku();
    }

    /** Asks for so many to be kept for an order. */
    record ReserveStock(String orderId, String sku, int quantity) implements StockCommand {}

    /** Asks for what is kept to be sold; what was kept too long and is there still is sold, too. */
    record CommitStock(String orderId, String sku, int quantity) implements StockCommand {}

    /** Asks for what is kept or sold to be put back, and for nothing to be kept for this order any more. */
    record ReleaseStock(String orderId, String sku) implements StockCommand {}
}
