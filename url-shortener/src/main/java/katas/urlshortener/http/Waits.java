package katas.urlshortener.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Who has to wait, and until when; at most 10,000, of which the least recently seen are let go first. */
final class Waits {
    private static final int BOUND = 10_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final LongSupplier nanoTime;
    /** By name, the moment at which the wait is over. */
    private final Cache<String, Long> ends;

    /** @param nanoTime {@link System#nanoTime} */
    Waits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.ends = Caffeine.newBuilder()
                .maximumSize(BOUND)
                .ticker(nanoTime::getAsLong)
                .expireAfter(Expiry.<String, Long>creating((_, end) -> Duration.ofNanos(end - nanoTime.getAsLong())))
                .build();
    }

    /** Tells, without a look at anybody, that nobody waits. */
    boolean isEmpty() {
        return ends.estimatedSize() == 0;
    }

    /** Lets somebody wait, at most an hour. */
    Duration begin(String name, Duration wait) {
        var bounded = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
        ends.put(name, nanoTime.getAsLong() + bounded.toNanos());
        return bounded;
    }

    Duration left(String name) {
        var end = ends.getIfPresent(name);
        long left = end == null ? 0 : end - nanoTime.getAsLong();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }
}
