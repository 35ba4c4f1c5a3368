import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets at most so many callers work at the same time, however many replicas there are.
 *
 * <p>One sorted set a limiter: a member for each live permit, scored with the moment when its lease ends. Redis runs a
 * script alone, and by its own clock. Costs one call an acquire, and memory for each live permit. A holder that stalls for
 * longer than its lease works on without a permit and does not know it: only a fencing token would stop it.
 */
final class ConcurrencyLimiter {

    private static final String NOW = """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            """;

    private static final String ACQUIRE = NOW + """
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
            if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
                return 0
            end
            redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return 1
            """;

    private static final String RENEW = NOW + """
            local ends = redis.call('ZSCORE', KEYS[1], ARGV[1])
            if not ends or tonumber(ends) <= now then
                return 0
            end
            redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
            return 1
            """;

    private final RedisCommands<String, String> redis;
    private final String key;
    private final String limit;
    private final String leaseMillis;

    ConcurrencyLimiter(Replica replica, String name, int limit, Duration lease) {
        this.redis = replica.redis();
        this.key = "rate-limiter:{" + name + "}:permits";
        this.limit = Integer.toString(limit);
        this.leaseMillis = Long.toString(lease.toMillis());
    }

    record Permit(String id) {}

    Optional<Permit> tryAcquire() {
        var permit = new Permit(UUID.randomUUID().toString());
        return run(ACQUIRE, permit.id(), leaseMillis, limit) ? Optional.of(permit) : Optional.empty();
    }

    boolean renew(Permit permit) {
        return run(RENEW, permit.id(), leaseMillis);
    }

    void release(Permit permit) {
        redis.zrem(key, permit.id());
    }

    private boolean run(String script, String... arguments) {
        long answer = redis.eval(script, ScriptOutputType.INTEGER, new String[] {key}, arguments);
        return answer == 1;
    }
}
