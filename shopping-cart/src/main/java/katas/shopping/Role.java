package katas.shopping;

/** What a process does: one may play all roles, or each its own, in any number. */
public enum Role {
    /** Carts and prices, and their HTTP API. */
    CART,
    /** Orders, and the saga of each. */
    ORDER,
    /** Stock and reservations. */
    INVENTORY,
    /** Asks the provider. */
    PAYMENT,
    /** What is folded from events. */
    VIEWS,
    /** Not ours: the simulated payment provider, on a port of its own. */
    PROVIDER
}
