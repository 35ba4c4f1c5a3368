package katas.urlshortener.redis;

import java.util.Optional;
import java.util.function.Function;
import katas.urlshortener.cache.NearCache;

/**
 * Drops copies.
 *
 * @param keyOf what a cache calls the thing that Redis keeps under a key, if it is one of the cache's
 */
record CacheInvalidations<K>(NearCache<K, ?> cache, Function<String, Optional<K>> keyOf) implements Invalidations {
    @Override
    public void changed(String key) {
        keyOf.apply(key).ifPresent(cache::changed);
    }

    @Override
    public void everythingChanged() {
        cache.forgetAll();
    }
}
