package katas.vending;

import java.util.Locale;

/** What a service can be started as. */
public enum Variant {
    /** Optimistic concurrency by version, and a journal that is written before anything moves. */
    JOURNALLED,
    /** The same, with change that takes the largest coin that fits. */
    GREEDY_CHANGE,
    /** Stores machines only when they are at rest. */
    NO_JOURNAL,
    /** Unsynchronised flags in the memory of the replica. */
    NAIVE;

    /** Returns the name that it is chosen by. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
