package katas.urlshortener.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import katas.urlshortener.cache.CacheCounts;
import katas.urlshortener.cache.ReadThrough;

/** Shows what caches do: {@code cache.hits}, {@code .reads}, {@code .joined} and {@code .stale}, tag {@code cache}. */
public final class CacheMeters {
    private CacheMeters() {}

    /**
     * Registers the counters of one cache.
     *
     * @param name one of few, such as {@code links}
     */
    public static void register(String name, ReadThrough<?, ?> cache, MeterRegistry meters) {
        register(name, cache, meters, "hits", "answered from a copy that Redis vouches for", CacheCounts::hits);
        register(name, cache, meters, "reads", "questions to Redis", CacheCounts::reads);
        register(name, cache, meters, "joined", "answered by a question under way", CacheCounts::joined);
        register(
                name,
                cache,
                meters,
                "stale",
                "answered from an unconfirmed copy, Redis being away",
                CacheCounts::stale);
    }

    private static void register(
            String cache,
            ReadThrough<?, ?> counted,
            MeterRegistry meters,
            String what,
            String description,
            ToDoubleFunction<CacheCounts> count) {
        FunctionCounter.builder("cache." + what, counted, source -> count.applyAsDouble(source.counts()))
                .description(description)
                .tag("cache", cache)
                .register(meters);
    }
}
