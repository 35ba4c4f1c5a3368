package katas.urlshortener.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.lettuce.core.RedisClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;
import katas.urlshortener.Links;
import katas.urlshortener.Lookup;
import katas.urlshortener.StoreClock;
import katas.urlshortener.UrlShortenerProperties;
import katas.urlshortener.VisitLimits;
import katas.urlshortener.cache.NearCache;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.cache.SubscribedStore;
import katas.urlshortener.code.IdBlocks;
import katas.urlshortener.code.PermutedCodes;
import katas.urlshortener.naive.TtlCache;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RedisConfiguration {
    private static final int KINDS_OF_LEASES = PermutedCodes.WITHOUT_KEY + 1;

    /** Of the copies of the naive cache. */
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;

    RedisConfiguration() {
        this(System::nanoTime);
    }

    /** @param nanoTime {@link System#nanoTime} */
    RedisConfiguration(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Bean
    CircuitBreakerRegistry circuitBreakers() {
        return CircuitBreakerRegistry.ofDefaults();
    }

    @Bean
    OutageGuard outageGuard(CircuitBreakerRegistry breakers) {
        return new OutageGuard(breakers);
    }

    @Bean
    RedisConnection redisConnection(RedisClient client) {
        return new RedisConnection(client);
    }

    /** The link where a visitor waits; who does not asks for one {@link RedisLink#within} another deadline. */
    @Bean
    RedisLink redisLink(RedisConnection connection, OutageGuard guard, UrlShortenerProperties properties) {
        return new RedisLink(connection, guard, properties.deadline());
    }

    @Bean
    StoreClock storeClock() {
        return new StoreClock();
    }

    @Bean
    InvalidationListeners invalidationListeners() {
        return new InvalidationListeners();
    }

    @Bean
    LineKeeper lineKeeper(
            RedisConnection connection,
            @Qualifier("tracked") RedisClient client,
            OutageGuard guard,
            StoreClock clock,
            InvalidationListeners listeners,
            UrlShortenerProperties properties) {
        return new LineKeeper(connection, client, guard, clock, listeners, properties.trust(), nanoTime);
    }

    @Bean
    ReadThrough<String, Lookup> lookups(
            LineKeeper keeper,
            InvalidationListeners listeners,
            RedisConnection connection,
            OutageGuard guard,
            UrlShortenerProperties properties) {
        var store = linkReads(keeper, connection, guard, properties);
        return switch (properties.variant()) {
            case TTL_CACHE -> new TtlCache<>(store, TIME_TO_LIVE, properties.cached(), nanoTime);
            case TRACKED, RANDOM_CODES, COUNTER_CODES, INLINE_CLICKS, FIRE_AND_FORGET ->
                nearCache(listeners, store, properties);
        };
    }

    TrackedReads<String, Lookup> linkReads(
            LineKeeper keeper, RedisConnection connection, OutageGuard guard, UrlShortenerProperties properties) {
        return new TrackedReads<>(
                keeper, connection, guard, properties.deadline(), RedisKeys::link, StoredLink::lookup, nanoTime);
    }

    NearCache<String, Lookup> nearCache(
            InvalidationListeners listeners, SubscribedStore<String, Lookup> store, UrlShortenerProperties properties) {
        var cache = new NearCache<>(
                store, Lookup.Absent.class::isInstance, properties.cached(), properties.longestStale(), nanoTime);
        listeners.add(new CacheInvalidations<>(cache, RedisKeys::codeOf));
        return cache;
    }

    @Bean
    ReadThrough<Integer, Long> leased(
            LineKeeper keeper,
            InvalidationListeners listeners,
            RedisConnection connection,
            OutageGuard guard,
            UrlShortenerProperties properties) {
        var store = new TrackedReads<Integer, Long>(
                keeper,
                connection,
                guard,
                // a part of what a visitor waits for: without an answer the link itself is asked for
                properties.deadline().dividedBy(4),
                RedisIdBlocks::key,
                (_, stored) -> RedisIdBlocks.parse(stored),
                nanoTime);
        // never unconfirmed: while this replica is cut off, others may lease on, and their links are not unknown
        var cache = new NearCache<Integer, Long>(
                new Glances<>(store, nanoTime), _ -> false, KINDS_OF_LEASES, Duration.ZERO, nanoTime);
        listeners.add(new CacheInvalidations<>(cache, RedisIdBlocks::versionOf));
        return cache;
    }

    @Bean
    IdBlocks idBlocks(RedisLink redis, ReadThrough<Integer, Long> leased, UrlShortenerProperties properties) {
        int version = switch (properties.variant()) {
            case RANDOM_CODES, COUNTER_CODES -> PermutedCodes.WITHOUT_KEY;
            case TRACKED, TTL_CACHE, INLINE_CLICKS, FIRE_AND_FORGET ->
                Math.max(0, properties.codeKeys().size() - 1);
        };
        return new RedisIdBlocks(redis.within(properties.writeDeadline()), version, leased);
    }

    @Bean
    Links links(RedisLink redis, ReadThrough<String, Lookup> lookups, UrlShortenerProperties properties) {
        return new RedisLinks(redis.within(properties.writeDeadline()), lookups, new SecureRandom());
    }

    @Bean
    VisitLimits visitLimits(RedisLink redis, StoreClock clock) {
        return new RedisVisitLimits(redis, clock, nanoTime);
    }
}
