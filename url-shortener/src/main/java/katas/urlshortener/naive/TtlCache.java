package katas.urlshortener.naive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import katas.urlshortener.cache.CacheCounts;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.cache.SubscribedStore;

/**
 * Keeps copies for a while after they were last used: wrong on purpose.
 *
 * <p>Every hit prolongs a copy, so a key that is never left alone for that long is never read again, and its edit never
 * seen. Nobody is told of changes. Callers that miss together all ask the store, and who asked before a change may keep
 * what was, after it. At most {@code bound} copies are kept; a flood of misses displaces what exists.
 */
public final class TtlCache<K, V> implements ReadThrough<K, V> {
    private final SubscribedStore<K, V> store;
    private final Cache<K, V> copies;
    private final LongAdder hits = new LongAdder();
    private final LongAdder reads = new LongAdder();

    /**
     * Begins empty.
     *
     * @param timeToLive how long a copy is kept after its last use
     * @param bound how many are kept; at least 1
     * @param nanoTime {@link System#nanoTime}
     */
    public TtlCache(SubscribedStore<K, V> store, Duration timeToLive, int bound, LongSupplier nanoTime) {
        this.store = store;
        this.copies = Caffeine.newBuilder()
                .maximumSize(bound)
                .expireAfterAccess(timeToLive)
                .ticker(nanoTime::getAsLong)
                .build();
    }

    @Override
    public V get(K key) {
        var copy = copies.getIfPresent(key);
        if (copy != null) {
            hits.increment();
            return copy;
        }
        reads.increment();
        var value = store.read(key).value();
        copies.put(key, value);
        return value;
    }

    /** Changes nothing: copies only grow old. */
    @Override
    public void changed(K key) {}

    @Override
    public CacheCounts counts() {
        return new CacheCounts(hits.sum(), reads.sum(), 0, 0);
    }
}
