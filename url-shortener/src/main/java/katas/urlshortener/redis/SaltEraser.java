package katas.urlshortener.redis;

import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.time.LocalDate;
import katas.urlshortener.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a salt from Redis, and from the append-only file, where it would stay until Redis finds it worth rewriting.
 *
 * <p>Of all replicas the first has the file rewritten. If it may not, or all are down at that time, the salt stays in the
 * file until its next rewrite.
 */
final class SaltEraser {
    private static final Logger log = LoggerFactory.getLogger(SaltEraser.class);
    private static final SetArgs ONCE = SetArgs.Builder.nx().px(Duration.ofDays(1));

    private final RedisLink redis;

    SaltEraser(RedisLink redis) {
        this.redis = redis;
    }

    /** @throws StoreUnavailable if Redis is away: it forgets the salt by itself, as it was told when it got it */
    void erase(LocalDate day) {
        redis.call(commands -> commands.del(Salts.key(day)));
        var first = redis.<String>call(commands -> commands.set(Salts.key(day) + ":erased", "yes", ONCE));
        if (first != null && writesAppendOnlyFile()) {
            try {
                redis.call(commands -> commands.bgrewriteaof());
            } catch (StoreUnavailable e) {
                log.warn("salt stays in the file until its next rewrite day={} reason={}", day, e.getMessage());
            }
        }
    }

    private boolean writesAppendOnlyFile() {
        return redis.<String>call(commands -> commands.info("persistence")).contains("aof_enabled:1");
    }
}
