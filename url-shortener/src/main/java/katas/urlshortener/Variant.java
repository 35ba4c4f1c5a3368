package katas.urlshortener;

import java.util.Locale;

/** What a service can be started as. */
public enum Variant {
    /** Permuted codes, a near cache that the store keeps fresh, clicks off the path. */
    TRACKED,
    /** Codes drawn at random, and drawn again when they are taken. */
    RANDOM_CODES,
    /** Codes that count up. */
    COUNTER_CODES,
    /** Copies for a few seconds, which every hit prolongs. */
    TTL_CACHE,
    /** Redirects wait until the click is in the log. */
    INLINE_CLICKS,
    /** Clicks are sent in batches that nobody confirms. */
    FIRE_AND_FORGET;

    /** Returns the name that it is chosen by. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
