package katas.shopping;

import java.util.Locale;

/**
 * How changes become messages, and messages become changes.
 *
 * <p>All have the same data, whichever of them ran before, but {@link #CHOREOGRAPHY}: its inventory begins orders by the
 * carts' events, and would begin anew those that an orchestrator has brought to their end.
 */
public enum Variant {
    /** Outbox and inbox, keyed messages, an orchestrated saga. */
    ORCHESTRATED,
    /** Stores a change, and then sends the message: a crash in between loses it. */
    DUAL_WRITE,
    /** No inbox: what comes twice happens twice. */
    AT_LEAST_ONCE,
    /** Messages without keys: those about one cart overtake each other. */
    UNKEYED,
    /** No orchestrator: each context reacts to the one before it. */
    CHOREOGRAPHY;

    /** Returns what the names of this variant's keys, topics and groups begin with. */
    String namespace(String prefix) {
        return this == CHOREOGRAPHY ? prefix + "-" + text() : prefix;
    }

    /** Returns the name that a user types, such as {@code dual-write}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
