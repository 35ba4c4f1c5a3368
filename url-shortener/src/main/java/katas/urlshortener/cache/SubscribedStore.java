package katas.urlshortener.cache;

/** A store that says when what it was asked for has changed: it must call {@link NearCache#changed}. */
@FunctionalInterface
public interface SubscribedStore<K, V> {
    /**
     * Asks the store.
     *
     * @throws katas.urlshortener.StoreUnavailable if there is no answer in time
     */
    Reading<V> read(K key);
}
