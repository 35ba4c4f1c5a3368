package katas.urlshortener.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import katas.urlshortener.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Copies in this process, as fresh as the store's word that they still hold.
 *
 * <p>A read is announced as a flight before the store is asked, and its result is kept only if the flight is still
 * announced afterwards. A change that overtakes the read removes the flight, and so nothing stale is kept: the gap
 * between "read" and "put" that many near caches leave open is closed. The same flights are what concurrent callers join,
 * so a key that everybody wants is read once.
 *
 * <p>Copies do not grow old. When the store no longer vouches for a copy it is asked, and only while it is away the copy
 * is served, up to a limit. At most {@code bound} values and {@code bound} absences are kept; flights are bounded by the
 * callers that wait.
 */
public final class NearCache<K, V> implements ReadThrough<K, V> {
    private final SubscribedStore<K, V> store;
    private final Predicate<V> isAbsence;
    private final long longestStaleNanos;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<K, Flight<V>> flights = new ConcurrentHashMap<>();
    private final Cache<K, Reading<V>> values;
    private final Cache<K, Reading<V>> absences;
    private final LongAdder hits = new LongAdder();
    private final LongAdder reads = new LongAdder();
    private final LongAdder joined = new LongAdder();
    private final LongAdder stale = new LongAdder();

    /**
     * Begins empty.
     *
     * @param isAbsence tells that a value means "there is none"; such are kept apart, so that a flood of misses cannot
     *     displace what exists
     * @param bound how many values, and how many absences, are kept; at least 1
     * @param longestStale how long after its last confirmation a copy is served while the store is away
     * @param nanoTime {@link System#nanoTime}
     */
    public NearCache(
            SubscribedStore<K, V> store,
            Predicate<V> isAbsence,
            int bound,
            Duration longestStale,
            LongSupplier nanoTime) {
        this.store = store;
        this.isAbsence = isAbsence;
        this.longestStaleNanos = longestStale.toNanos();
        this.nanoTime = nanoTime;
        this.values = Caffeine.newBuilder().maximumSize(bound).build();
        this.absences = Caffeine.newBuilder().maximumSize(bound).build();
    }

    @Override
    public V get(K key) {
        return find(key).value();
    }

    @Override
    public Found<V> find(K key) {
        var copy = copy(key);
        if (copy.isPresent()) {
            return new Found<>(copy.get(), true);
        }
        try {
            return new Found<>(fly(key), true);
        } catch (StoreUnavailable e) {
            var last = kept(key);
            if (last == null || last.subscription().unconfirmedNanos(nanoTime.getAsLong()) > longestStaleNanos) {
                throw e;
            }
            stale.increment();
            return new Found<>(last.value(), false);
        }
    }

    @Override
    public Optional<V> copy(K key) {
        var copy = vouched(key);
        if (copy == null) {
            return Optional.empty();
        }
        hits.increment();
        return Optional.of(copy.value());
    }

    /** Drops the copy of a key, and what is being read of it. */
    @Override
    public void changed(K key) {
        flights.remove(key);
        values.invalidate(key);
        absences.invalidate(key);
    }

    /** Drops everything. */
    public void forgetAll() {
        flights.clear();
        values.invalidateAll();
        absences.invalidateAll();
    }

    @Override
    public CacheCounts counts() {
        return new CacheCounts(hits.sum(), reads.sum(), joined.sum(), stale.sum());
    }

    private V fly(K key) {
        var mine = new Flight<V>();
        var other = flights.putIfAbsent(key, mine);
        if (other != null) {
            joined.increment();
            return other.await();
        }
        try {
            var value = read(key, mine);
            mine.land(value);
            return value;
        } catch (StoreUnavailable e) {
            mine.fail(e);
            throw e;
        } finally {
            flights.remove(key, mine);
            // for who waits, should anything unforeseen have happened
            mine.fail(new StoreUnavailable("the read was given up", null));
        }
    }

    private V read(K key, Flight<V> mine) {
        // whoever came late to a flight finds what it brought
        var copy = vouched(key);
        if (copy != null) {
            hits.increment();
            return copy.value();
        }
        reads.increment();
        var reading = store.read(key);
        flights.computeIfPresent(key, (_, flight) -> {
            if (flight != mine) {
                return flight;
            }
            keep(key, reading);
            return null;
        });
        return reading.value();
    }

    private void keep(K key, Reading<V> reading) {
        boolean absence = isAbsence.test(reading.value());
        (absence ? absences : values).put(key, reading);
        (absence ? values : absences).invalidate(key);
    }

    private @Nullable Reading<V> vouched(K key) {
        var copy = kept(key);
        return copy != null && copy.subscription().vouches(nanoTime.getAsLong()) ? copy : null;
    }

    private @Nullable Reading<V> kept(K key) {
        var value = values.getIfPresent(key);
        return value != null ? value : absences.getIfPresent(key);
    }
}
