package katas.shopping.messages;

/**
 * A line of a cart that was checked out.
 *
 * @param quantity at least 1
 * @param unitPrice what the customer was shown for one
 */
public record OrderLine(String sku, int quantity, Money unitPrice) {}
