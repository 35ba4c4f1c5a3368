import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;

/** What the question of this exercise is about: looks, then counts. */
final class NaiveLimiter {

    private final RedisCommands<String, String> redis;
    private final String key;
    private final int limit;

    NaiveLimiter(Replica replica, String name, int limit) {
        this.redis = replica.redis();
        this.key = "rate-limiter:{" + name + "}:naive";
        this.limit = limit;
    }

    boolean tryAcquire() {
        String taken = redis.get(key);
        if (taken != null && Integer.parseInt(taken) >= limit) {
            return false;
        }
        redis.incr(key);
        redis.pexpire(key, Duration.ofSeconds(10));
        return true;
    }
}
