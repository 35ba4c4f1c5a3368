package katas.urlshortener.code;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.cache.CacheCounts;
import katas.urlshortener.cache.ReadThrough;

/** How many ids were leased, by version of the key; can be away, and can be late to hear of it. */
final class Leases implements ReadThrough<Integer, Long> {
    boolean away;
    boolean late;
    private final Map<Integer, AtomicLong> leased = new HashMap<>();

    long lease(int version, int size) {
        return leased.computeIfAbsent(version, _ -> new AtomicLong()).getAndAdd(size);
    }

    @Override
    public Long get(Integer version) {
        if (away) {
            throw new StoreUnavailable("away", null);
        }
        return late ? 0 : leased.getOrDefault(version, new AtomicLong()).get();
    }

    @Override
    public void changed(Integer version) {}

    @Override
    public CacheCounts counts() {
        return new CacheCounts(0, 0, 0, 0);
    }
}
