package katas.urlshortener.cache;

import java.util.Optional;

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

    /**
     * Returns what the store holds, or held when it was last heard of.
     *
     * @throws katas.urlshortener.StoreUnavailable if the store is needed and away
     */
    default Found<V> find(K key) {
        return new Found<>(get(key), true);
    }

    /** Returns a copy that the store vouches for, if there is one; asks nobody. */
    default Optional<V> copy(K key) {
        return Optional.empty();
    }

    /** Tells that what the store holds has changed, as the writer knows before anybody else. */
    void changed(K key);

    /** Returns what it has done since it began. */
    CacheCounts counts();

    /**
     * What was found.
     *
     * @param confirmed false if the store is away, so that there may be something else by now
     */
    record Found<V>(V value, boolean confirmed) {}
}
