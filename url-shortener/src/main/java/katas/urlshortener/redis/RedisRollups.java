package katas.urlshortener.redis;

import java.util.ArrayList;
import java.util.List;
import katas.urlshortener.Click;
import katas.urlshortener.ClickRollups;
import katas.urlshortener.Shards;

/**
 * Counts in Redis: the counts of a shard's codes and the position in its log change in one script.
 *
 * <p>A day of a code has its clicks by hour, those of the first 50 hosts that links were followed from, and a
 * HyperLogLog of its visitors. Codes whose link was deleted, or never was, are left out.
 */
public final class RedisRollups implements ClickRollups {
    private static final LuaScript APPLY = new LuaScript("forget-clicks.lua", "apply-clicks.lua");
    private static final LuaScript REBUILD = new LuaScript("rebuild-clicks.lua");

    private final RedisLink redis;

    public RedisRollups(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    public long position(int shard) {
        var position = redis.<String>call(commands -> commands.get(RedisKeys.applied(shard)));
        return position == null ? 0 : Long.parseLong(position);
    }

    @Override
    public Outcome apply(int shard, long from, long next, List<Click> clicks) {
        var keys = new ArrayList<>(List.of(RedisKeys.applied(shard), RedisKeys.generation(shard)));
        var arguments = new ArrayList<>(List.of(Long.toString(from), Long.toString(next)));
        for (var day : DayClicks.of(clicks)) {
            keys.addAll(day.keys());
            arguments.addAll(day.arguments());
        }
        var reply = APPLY.run(redis, keys.toArray(String[]::new), arguments.toArray(String[]::new));
        return reply.getFirst().equals("moved")
                ? new Outcome.Moved()
                : new Outcome.Applied(Long.parseLong(reply.get(1)), Long.parseLong(reply.get(2)));
    }

    /** Lets all be counted anew from the beginning of the log. */
    void rebuild() {
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            REBUILD.run(redis, new String[] {RedisKeys.applied(shard), RedisKeys.generation(shard)});
        }
    }
}
