package katas.webhooks.redis;

import katas.webhooks.Shards;

/**
 * Where things are kept: all that is a tenant's is in one hash slot, which is that of its shard.
 *
 * @param prefix of every key; nobody else's keys begin with it
 */
public record RedisKeys(String prefix) {
    /** Returns what all keys of a shard begin with, such as {@code webhooks:{05}}: the first key of every script. */
    public String shard(int shard) {
        return "%s:{%02d}".formatted(prefix, shard);
    }

    /** Returns what all keys of a tenant's shard begin with. */
    public String shard(String tenant) {
        return shard(Shards.of(tenant));
    }

    /** Returns a key of a tenant's shard: {@code of(tenant, "endpoint", id)} is {@code webhooks:{05}:endpoint:ep_…}. */
    public String of(String tenant, String... name) {
        return shard(tenant) + ":" + String.join(":", name);
    }
}
