import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Wrong: the time is the replica's. */
final class ConcurrencyLimiter {

    private static final String NOW = """
            local now = tonumber(ARGV[#ARGV])
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
    private final InstantSource clock;
    private final String key;
    private final String limit;
    private final String leaseMillis;

    ConcurrencyLimiter(Replica replica, String name, int limit, Duration lease) {
        this.redis = replica.redis();
        this.clock = replica.clock();
        this.key = "rate-limiter:{" + name + "}:permits";
        this.limit = Integer.toString(limit);
        this.leaseMillis = Long.toString(lease.toMillis());
    }

    record Permit(String id) {}

    Optional<Permit> tryAcquire() {
        var permit = new Permit(UUID.randomUUID().toString());
        return run(ACQUIRE, permit.id(), leaseMillis, limit, Long.toString(clock.millis()))
                ? Optional.of(permit)
                : Optional.empty();
    }

    boolean renew(Permit permit) {
        return run(RENEW, permit.id(), leaseMillis, Long.toString(clock.millis()));
    }

    void release(Permit permit) {
        redis.zrem(key, permit.id());
    }

    private boolean run(String script, String... arguments) {
        long answer = redis.eval(script, ScriptOutputType.INTEGER, new String[] {key}, arguments);
        return answer == 1;
    }
}
