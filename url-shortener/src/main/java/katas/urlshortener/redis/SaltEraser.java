package katas.urlshortener.redis;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import katas.urlshortener.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases salts from Redis, and from the append-only file, where they would stay until Redis finds it worth rewriting.
 *
 * <p>A day is taken down before its salt is there, and struck off when the file has been rewritten without it: so it is
 * tried again, by whichever replica is up, until that has happened. For one thread at a time.
 */
final class SaltEraser {
    private static final Logger log = LoggerFactory.getLogger(SaltEraser.class);
    private static final String PENDING = "url-shortener:{salts}:to-erase";
    private static final long BETWEEN_TRIES_NANOS = Duration.ofSeconds(1).toNanos();

    private final RedisLink redis;
    private @Nullable LocalDate erasedBefore;
    private Set<String> beingErased = Set.of();
    private long triedAtNanos = System.nanoTime() - BETWEEN_TRIES_NANOS;

    SaltEraser(RedisLink redis) {
        this.redis = redis;
    }

    /** To be called before a day's salt is made. */
    void expect(LocalDate day) {
        redis.call(commands -> commands.sadd(PENDING, day.toString()));
    }

    /**
     * Erases the salts of the days before one, or goes on with that.
     *
     * @throws StoreUnavailable if Redis is away, or may not be told to rewrite its file now
     */
    void eraseBefore(LocalDate day) {
        if (day.equals(erasedBefore) || System.nanoTime() - triedAtNanos < BETWEEN_TRIES_NANOS) {
            return;
        }
        triedAtNanos = System.nanoTime();
        var over = redis.<Set<String>>call(commands -> commands.smembers(PENDING)).stream()
                .filter(pending -> LocalDate.parse(pending).isBefore(day))
                .toList();
        if (over.isEmpty()) {
            erasedBefore = day;
            return;
        }
        redis.call(commands ->
                commands.del(over.stream().map(LocalDate::parse).map(Salts::key).toArray(String[]::new)));
        if (isRewritten(over)) {
            redis.call(commands -> commands.srem(PENDING, over.toArray(String[]::new)));
            beingErased = Set.of();
        }
    }

    /** Tells whether the file was written anew since these days were deleted, and has it written if not. */
    private boolean isRewritten(List<String> days) {
        var file = redis.<String>call(commands -> commands.info("persistence"));
        if (!file.contains("aof_enabled:1")) {
            return true;
        }
        if (file.contains("aof_rewrite_in_progress:1") || file.contains("aof_rewrite_scheduled:1")) {
            // one that began earlier has not seen the deletion
            return false;
        }
        if (beingErased.containsAll(days) && file.contains("aof_last_bgrewrite_status:ok")) {
            return true;
        }
        log.info("salts are being erased days={}", days);
        redis.call(commands -> commands.bgrewriteaof());
        beingErased = Set.copyOf(days);
        return false;
    }
}
