package katas.urlshortener.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import katas.urlshortener.cache.Reading;
import katas.urlshortener.cache.SubscribedStore;
import katas.urlshortener.cache.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Reads on the tracked connection, so that Redis tells when what was read changes.
 *
 * <p>While there is none, reads on the plain one: that nobody vouches for.
 */
final class TrackedReads<K, V> implements SubscribedStore<K, V> {
    private final LineKeeper keeper;
    private final RedisConnection plain;
    private final OutageGuard guard;
    private final Duration deadline;
    private final Function<K, String> name;
    private final BiFunction<K, @Nullable String, V> parse;
    private final LongSupplier nanoTime;

    /**
     * Reads one kind of things.
     *
     * @param deadline longest wait for an answer
     * @param name of the Redis key
     * @param parse makes a value of what Redis has there, null if nothing
     * @param nanoTime {@link System#nanoTime}
     */
    TrackedReads(
            LineKeeper keeper,
            RedisConnection plain,
            OutageGuard guard,
            Duration deadline,
            Function<K, String> name,
            BiFunction<K, @Nullable String, V> parse,
            LongSupplier nanoTime) {
        this.keeper = keeper;
        this.plain = plain;
        this.guard = guard;
        this.deadline = deadline;
        this.name = name;
        this.parse = parse;
        this.nanoTime = nanoTime;
    }

    @Override
    public Reading<V> read(K key) {
        return guard.asking(() -> get(key), deadline);
    }

    /**
     * Reads what the caller can do without.
     *
     * @throws katas.urlshortener.StoreUnavailable if there is no good answer, of which nobody else hears
     */
    Reading<V> glance(K key) {
        return guard.glancing(() -> get(key));
    }

    private Reading<V> get(K key) {
        // of both attempts, if there are two
        long end = System.nanoTime() + deadline.toNanos();
        var line = keeper.line();
        return line.isPresent() ? tracked(key, line.get(), end) : untracked(key, end);
    }

    private Reading<V> tracked(K key, TrackedConnection line, long end) {
        @Nullable String text;
        try {
            text = await(line.commands().get(name.apply(key)), end);
        } catch (RedisException e) {
            if (line.isOpen() || e instanceof RedisCommandTimeoutException || guard.isOpen()) {
                throw e;
            }
            // that the line was cut says nothing about Redis
            return untracked(key, end);
        }
        return new Reading<>(parse.apply(key, text), line.subscription());
    }

    private Reading<V> untracked(K key, long end) {
        var nobodyVouches = new Subscription(Duration.ZERO, nanoTime.getAsLong());
        nobodyVouches.end();
        @Nullable String text = await(plain.commands().get(name.apply(key)), end);
        return new Reading<>(parse.apply(key, text), nobodyVouches);
    }

    private static <T> T await(RedisFuture<T> answer, long end) {
        // zero would be for ever
        long left = Math.max(1, end - System.nanoTime());
        return LettuceFutures.awaitOrCancel(answer, left, TimeUnit.NANOSECONDS);
    }
}
