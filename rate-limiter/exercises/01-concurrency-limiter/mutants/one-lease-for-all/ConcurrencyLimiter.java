import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Wrong: one lease for all, and every acquire prolongs it. */
final class ConcurrencyLimiter {

    private static final String ACQUIRE = """
            if tonumber(redis.call('GET', KEYS[1]) or '0') >= tonumber(ARGV[2]) then
                return 0
            end
            redis.call('INCR', KEYS[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[1])
            return 1
            """;

    private static final String RELEASE = """
            if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then
                redis.call('DECR', KEYS[1])
            end
            return 1
            """;

    private final RedisCommands<String, String> redis;
    private final String[] key;
    private final int limit;
    private final Duration lease;

    ConcurrencyLimiter(Replica replica, String name, int limit, Duration lease) {
        this.redis = replica.redis();
        this.key = new String[] {"rate-limiter:{" + name + "}:permits"};
        this.limit = limit;
        this.lease = lease;
    }

    record Permit(String id) {}

    Optional<Permit> tryAcquire() {
        long answer = redis.eval(
                ACQUIRE, ScriptOutputType.INTEGER, key, Long.toString(lease.toMillis()), Integer.toString(limit));
        return answer == 1 ? Optional.of(new Permit(UUID.randomUUID().toString())) : Optional.empty();
    }

    boolean renew(Permit permit) {
        return redis.pexpire(key[0], lease);
    }

    void release(Permit permit) {
        redis.eval(RELEASE, ScriptOutputType.INTEGER, key);
    }
}
