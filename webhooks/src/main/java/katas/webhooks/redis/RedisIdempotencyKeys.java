package katas.webhooks.redis;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import katas.webhooks.Digests;
import katas.webhooks.message.Claim;
import katas.webhooks.message.IdempotencyKeys;
import katas.webhooks.message.Message;

/** Keeps idempotency keys in Redis, by their digests: a key may be as long as its sender likes, and is nobody's business. */
public final class RedisIdempotencyKeys implements IdempotencyKeys {
    private static final LuaScript<List<String>> CLAIM = new LuaScript<>("claim.lua", ScriptOutputType.MULTI);
    private static final LuaScript<String> SETTLE = new LuaScript<>("settle.lua", ScriptOutputType.STATUS);
    private static final String NOTHING = "";

    private final RedisLink redis;
    private final RedisKeys keys;
    private final ScriptClock clock;
    private final Duration retention;

    /**
     * Keeps what others keep under the same keys.
     *
     * @param retention how long a key stands for what was first sent with it
     */
    public RedisIdempotencyKeys(RedisLink redis, RedisKeys keys, ScriptClock clock, Duration retention) {
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public Claim claim(String tenant, String key, String fingerprint, Message candidate) {
        var trace = candidate.traceparent();
        var reply = CLAIM.run(
                redis,
                keys.shard(tenant),
                clock,
                retention.toMillis(),
                tenant,
                Digests.sha256(key),
                fingerprint,
                candidate.id(),
                candidate.acceptedAt(),
                trace == null ? NOTHING : trace);
        return switch (reply.getFirst()) {
            case "new" -> new Claim.New();
            case "taken" -> new Claim.Taken();
            default -> repeated(reply);
        };
    }

    private static Claim repeated(List<String> reply) {
        var trace = reply.get(3);
        return new Claim.Repeated(
                reply.get(1),
                Instant.parse(reply.get(2)),
                trace.isEmpty() ? null : trace,
                reply.get(4).equals("1"));
    }

    @Override
    public void settle(String tenant, String key) {
        var _ = SETTLE.run(redis, keys.shard(tenant), clock, tenant, Digests.sha256(key));
    }
}
