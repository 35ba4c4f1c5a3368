package katas.shopping.redis;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import katas.shopping.Shards;
import katas.shopping.effect.Poison;
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
    private static final LuaScript<String> LEAVE = new LuaScript<>("leave-outbox.lua", ScriptOutputType.STATUS);
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
     * Returns what waits in some shards; nothing of those that somebody else has.
     *
     * @param most how many of each shard
     */
    public Map<Integer, Waiting> read(Collection<Integer> shards, int most) {
        var asked = List.copyOf(shards);
        var arguments = List.of(holder, Long.toString(LEASE.toMillis()), Integer.toString(most));
        var replies = READ.runAll(
                redis, asked.stream().map(shard -> call(shard, arguments)).toList());
        var waiting = new HashMap<Integer, Waiting>();
        IntStream.range(0, asked.size())
                .filter(index -> !replies.get(index).isEmpty())
                .forEach(index -> waiting.put(asked.get(index), waiting(replies.get(index))));
        return waiting;
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

    /** Gives shards back, so that somebody else can have them at once. */
    public void leave(Collection<Integer> shards) {
        LEAVE.runAll(
                redis,
                shards.stream()
                        .map(shard -> new ScriptCall(List.of(keys.lease(shard, context)), List.of(holder)))
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

    private static Waiting waiting(List<List<Object>> entries) {
        var said = new ArrayList<Said>();
        for (var entry : entries) {
            try {
                said.add(said(entry));
            } catch (Poison e) {
                return new Waiting(said, e.getMessage());
            }
        }
        return new Waiting(said, null);
    }

    /** Reads what {@code effect.lua} wrote: a name and a value in turn. */
    private static Said said(List<Object> entry) {
        var place = String.valueOf(entry.getFirst());
        var fields = (List<?>) entry.get(1);
        var byName = new HashMap<String, String>();
        for (int index = 0; index < fields.size(); index += 2) {
            byName.put(String.valueOf(fields.get(index)), String.valueOf(fields.get(index + 1)));
        }
        var trace = byName.getOrDefault("trace", "");
        try {
            return new Said(
                    place,
                    Topic.valueOf(field(byName, "topic")),
                    field(byName, "type"),
                    field(byName, "key"),
                    field(byName, "value"),
                    trace.isEmpty() ? null : trace);
        } catch (IllegalArgumentException e) {
            // somebody newer wrote it, for a topic that is not known here
            throw new Poison("entry %s: %s".formatted(place, e.getMessage()), e);
        }
    }

    private static String field(Map<String, String> byName, String name) {
        var field = byName.get(name);
        if (field == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return field;
    }
}
