package katas.shopping.messages;

/**
 * How a line of a cart came out of a change.
 *
 * @param quantity how many there are now; 0 if the line is gone
 * @param before how many there were
 * @param unitPrice what the customer is shown for one
 */
public record LineChange(String sku, int quantity, int before, Money unitPrice) {}
