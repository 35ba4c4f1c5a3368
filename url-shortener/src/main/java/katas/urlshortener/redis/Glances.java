package katas.urlshortener.redis;

import java.time.Duration;
import java.util.function.LongSupplier;
import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.cache.Reading;
import katas.urlshortener.cache.SubscribedStore;

/** Reads what callers can do without: after one that failed nobody waits for another for a while. */
final class Glances<K, V> implements SubscribedStore<K, V> {
    private static final long REST_NANOS = Duration.ofMillis(200).toNanos();

    private final TrackedReads<K, V> reads;
    private final LongSupplier nanoTime;
    private volatile long restUntilNanos;

    /** @param nanoTime {@link System#nanoTime} */
    Glances(TrackedReads<K, V> reads, LongSupplier nanoTime) {
        this.reads = reads;
        this.nanoTime = nanoTime;
        this.restUntilNanos = nanoTime.getAsLong();
    }

    @Override
    public Reading<V> read(K key) {
        if (restUntilNanos - nanoTime.getAsLong() > 0) {
            throw new StoreUnavailable("Redis has not answered a glance just now", null);
        }
        try {
            return reads.glance(key);
        } catch (StoreUnavailable e) {
            restUntilNanos = nanoTime.getAsLong() + REST_NANOS;
            throw e;
        }
    }
}
