package katas.urlshortener.redis;

/** Hears that what was read on a tracked connection has changed; must not wait for anything. */
interface Invalidations {
    /** The value of this key is another, or gone. */
    void changed(String key);

    /** Redis has removed everything. */
    void everythingChanged();
}
