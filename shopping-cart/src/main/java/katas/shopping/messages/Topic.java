package katas.shopping.messages;

import java.time.Duration;

/** Where messages are said; each context writes to its own alone, but for commands, which the one who obeys owns. */
public enum Topic {
    /** Kept without end: views are folded from it. */
    CARTS("carts"),
    ORDERS("orders"),
    STOCK_COMMANDS("stock-commands"),
    STOCK("stock"),
    PAYMENT_COMMANDS("payment-commands"),
    PAYMENTS("payments");

    /** How long Kafka keeps a message, of all topics but {@link #CARTS}. */
    public static final Duration KEPT = Duration.ofDays(7);

    private final String noun;

    Topic(String noun) {
        this.noun = noun;
    }

    /**
     * Returns the name in Kafka.
     *
     * @param prefix of all names, such as {@code shopping-cart}
     */
    public String named(String prefix) {
        return prefix + "." + noun + ".v1";
    }
}
