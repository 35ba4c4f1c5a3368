package katas.shopping.view;

/**
 * How much of something lies in carts that are open.
 *
 * @param units 0 or more
 */
public record Demand(String sku, long units) implements Row {}
