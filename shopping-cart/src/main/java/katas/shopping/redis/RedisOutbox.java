package katas.shopping.redis;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import katas.shopping.Shards;
import katas.shopping.messages.Topic;

/**
 * What one context has said and is not in Kafka yet.
 *
 * <p>One relay at a time has the lease of a shard. One that was thought dead may still publish what another does, and the
 * inboxes of the consumers see to that; it cannot trim any more.
 */
public final class RedisOutbox {
    private static final LuaScript<List<List<Object>>> READ =
            new LuaScript<>("read-outbox.lua", ScriptOutputType.MULTI);
    private static final LuaScript<String> TRIM = new LuaScript<>("trim-outbox.lua", ScriptOutputType.STATUS);
    private static final Duration LEASE = Duration.ofSeconds(2);

    private final RedisLink redis;
    private final RedisKeys keys;
    private final String context;
    private final String holder;

    /**
     * Reads the outboxes of one context.
     *
     * @param holder who has the leases: nobody else's name
     */
    public RedisOutbox(RedisLink redis, RedisKeys keys, String context, String holder) {
        this.redis = redis;
        this.keys = keys;
        this.context = context;
        this.holder = holder;
    }

    public String context() {
        return context;
    }

    /**
     * Returns the oldest messages of some shards, the oldest first; of those shards that somebody else has, none.
     *
     * @param most how many of each shard
     */
    public Map<Integer, List<Said>> read(Collection<Integer> shards, int most) {
        var asked = List.copyOf(shards);
        var arguments = List.of(holder, Long.toString(LEASE.toMillis()), Integer.toString(most));
        var replies = READ.runAll(
                redis, asked.stream().map(shard -> call(shard, arguments)).toList());
        var said = new HashMap<Integer, List<Said>>();
        IntStream.range(0, asked.size())
                .filter(index -> !replies.get(index).isEmpty())
                .forEach(index -> said.put(
                        asked.get(index),
                        replies.get(index).stream().map(RedisOutbox::said).toList()));
        return said;
    }

    /**
     * Removes what is in Kafka.
     *
     * @param published the last message of each shard that is, as are all before it
     */
    public void trim(Map<Integer, Said> published) {
        TRIM.runAll(
                redis,
                published.entrySet().stream()
                        .map(entry -> call(
                                entry.getKey(), List.of(holder, entry.getValue().next())))
                        .toList());
    }

    /** Returns how many messages wait in all shards. */
    public long waiting() {
        var shards = IntStream.range(0, Shards.COUNT).boxed().toList();
        return redis
                .<Integer, Long>callAll(shards, (commands, shard) -> commands.xlen(keys.outbox(shard, context)))
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private ScriptCall call(int shard, List<String> arguments) {
        return new ScriptCall(List.of(keys.lease(shard, context), keys.outbox(shard, context)), arguments);
    }

    /** Reads what {@code effect.lua} wrote: a name and a value in turn. */
    private static Said said(List<Object> entry) {
        var fields = (List<?>) entry.get(1);
        var byName = new HashMap<String, String>();
        for (int index = 0; index < fields.size(); index += 2) {
            byName.put(String.valueOf(fields.get(index)), String.valueOf(fields.get(index + 1)));
        }
        var trace = byName.getOrDefault("trace", "");
        return new Said(
                String.valueOf(entry.getFirst()),
                Topic.valueOf(byName.getOrDefault("topic", "")),
                byName.getOrDefault("type", ""),
                byName.getOrDefault("key", ""),
                byName.getOrDefault("value", ""),
                trace.isEmpty() ? null : trace);
    }
}
