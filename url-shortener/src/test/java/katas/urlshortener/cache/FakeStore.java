package katas.urlshortener.cache;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import katas.urlshortener.StoreUnavailable;

/**
 * A store of numbers in which 0 means "there is none". It can be away, and something can be made to happen after it has
 * answered and before the answer has arrived.
 */
final class FakeStore implements SubscribedStore<String, Integer> {
    static final Duration TRUST = Duration.ofSeconds(1);

    final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
    final AtomicInteger reads = new AtomicInteger();
    volatile boolean away;
    volatile Runnable onTheWay = () -> {};
    volatile Subscription subscription = subscribe();

    private final Map<String, Integer> values = new ConcurrentHashMap<>();

    @Override
    public Reading<Integer> read(String key) {
        reads.incrementAndGet();
        var reading = new Reading<>(values.getOrDefault(key, 0), subscription);
        onTheWay.run();
        if (away) {
            throw new StoreUnavailable("away", null);
        }
        return reading;
    }

    void set(String key, int value) {
        values.put(key, value);
    }

    /** Begins a new line; the one before is not ended by that. */
    Subscription subscribe() {
        subscription = new Subscription(TRUST, nanos.get());
        return subscription;
    }

    /** The store answers on the line, now. */
    void confirm() {
        subscription.confirm(nanos.get());
    }

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }
}
