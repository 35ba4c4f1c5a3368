package katas.shopping.inventory;

import katas.shopping.Shards;
import katas.shopping.effect.Place;

/**
 * How many there are of one SKU, and what for. The sum of the three changes only when somebody counts the shelf.
 *
 * @param onHand on the shelf, for anybody
 * @param reserved kept for orders
 * @param sold paid for
 */
public record Stock(String sku, long onHand, long reserved, long sold) {

    static Place<Stock> at(String sku) {
        return new Place<>(Shards.of(sku), "stock:" + sku, Stock.class);
    }

    static Stock none(String sku) {
        return new Stock(sku, 0, 0, 0);
    }

    Stock counted(long newOnHand) {
        return new Stock(sku, newOnHand, reserved, sold);
    }

    /** Moves so many from the shelf to where they are kept; a negative number puts them back. */
    Stock reserving(int quantity) {
        return new Stock(sku, onHand - quantity, reserved + quantity, sold);
    }

    /** Moves so many from the shelf to the customer; a negative number puts them back. */
    Stock selling(int quantity) {
        return new Stock(sku, onHand - quantity, reserved, sold + quantity);
    }
}
