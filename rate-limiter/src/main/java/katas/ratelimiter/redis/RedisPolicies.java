package katas.ratelimiter.redis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.InvalidPolicy;
import katas.ratelimiter.Policies;
import katas.ratelimiter.Policy;
import katas.ratelimiter.PolicyDefinition;
import katas.ratelimiter.PolicyFormat;
import katas.ratelimiter.TooManyPolicies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps policies in one Redis hash, and a copy of all here: a decision never asks Redis for its policy.
 *
 * <p>Configured policies hold until one of the same name is stored. At most {@value #MAX_POLICIES} in all.
 */
final class RedisPolicies implements Policies {
    private static final Logger log = LoggerFactory.getLogger(RedisPolicies.class);
    private static final LuaScript PUT = new LuaScript("put-policy.lua");
    private static final String KEY = "rate-limiter:{control}:policies";
    private static final String[] KEYS = {KEY, ChangeLog.KEY};
    private static final int MAX_POLICIES = 1_000;

    private final RedisLink redis;
    private final ChangeLog changes;
    private final PolicyFormat format;
    private final Algorithm variant;
    private final Map<String, Policy> configured = new TreeMap<>();
    private volatile Map<String, Policy> inForce;

    RedisPolicies(
            RedisLink redis, ChangeLog changes, PolicyFormat format, Algorithm variant, Collection<Policy> configured) {
        this.redis = redis;
        this.changes = changes;
        this.format = format;
        this.variant = variant;
        configured.forEach(policy -> this.configured.put(policy.name(), policy));
        this.inForce = Map.copyOf(this.configured);
    }

    @Override
    public Optional<Policy> find(String name) {
        return Optional.ofNullable(inForce.get(name));
    }

    @Override
    public List<Policy> all() {
        return List.copyOf(new TreeMap<>(inForce).values());
    }

    @Override
    public Put put(String name, PolicyDefinition definition) {
        var policy = definition.named(name, variant);
        boolean isNew = !inForce.containsKey(name);
        if (isNew && inForce.size() >= MAX_POLICIES) {
            throw new TooManyPolicies(MAX_POLICIES);
        }
        long askedAt = System.nanoTime();
        var reply = PUT.run(redis, KEYS, name, format.write(definition));
        reload();
        changes.heard(reply.getFirst(), askedAt);
        return new Put(policy, isNew);
    }

    /** Reads all stored policies anew; one reading at a time, or an older one could come into force after a newer. */
    synchronized void reload() {
        var read = new TreeMap<>(configured);
        redis.call(commands -> commands.hgetall(KEY)).forEach((name, text) -> {
            try {
                read.put(name, format.read(text).named(name, variant));
            } catch (InvalidPolicy e) {
                // stored under another variant, or by a newer version
                log.warn("ignored a stored policy name={} field={} reason={}", name, e.field(), e.reason());
            }
        });
        inForce = read;
    }
}
