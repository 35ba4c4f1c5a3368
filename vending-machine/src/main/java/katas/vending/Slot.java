package katas.vending;

/**
 * A place for one product.
 *
 * @param price in the currency's smallest unit, at least 1
 * @param stock units in it, at least 0
 * @param closed not sold from until somebody has restocked it
 */
public record Slot(String product, int price, int stock, boolean closed) {
    public Slot {
        if (price < 1 || stock < 0) {
            throw new IllegalArgumentException(
                    "price " + price + " must be positive and stock " + stock + " not negative");
        }
    }

    public boolean sellable() {
        return stock > 0 && !closed;
    }

    Slot withOneLess() {
        return new Slot(product, price, stock - 1, closed);
    }

    Slot restocked(int units) {
        return new Slot(product, price, stock + units, false);
    }

    Slot shut() {
        return new Slot(product, price, stock, true);
    }
}
