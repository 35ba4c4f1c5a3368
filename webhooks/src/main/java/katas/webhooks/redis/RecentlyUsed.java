package katas.webhooks.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers a bounded number of things: when one more comes, what was not asked for the longest goes. */
final class RecentlyUsed<K, V> {
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<K, V> things;

    /** @param most how many, at least 1 */
    RecentlyUsed(int most) {
        things = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(things.get(key));
    }

    synchronized void put(K key, V value) {
        things.put(key, value);
    }

    synchronized void remove(K key) {
        things.remove(key);
    }
}
