package katas.urlshortener.cache;

/**
 * Reads from a store, perhaps without asking it.
 *
 * @param <K> what is asked for
 * @param <V> what is found, or that there is nothing
 */
public interface ReadThrough<K, V> {
    /**
     * Returns what the store holds.
     *
     * @throws katas.urlshortener.StoreUnavailable if the store is needed and away
     */
    V get(K key);

    /** Tells that what the store holds has changed, as the writer knows before anybody else. */
    void changed(K key);

    /** Returns what it has done since it began. */
    CacheCounts counts();
}
