package katas.webhooks.redis;

import io.lettuce.core.Range;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that is kept under a prefix, each key with what is in it as text. */
final class Everything {
    private Everything() {}

    static Map<String, String> of(RedisReplica replica) {
        var all = new TreeMap<String, String>();
        for (var key :
                replica.link().call(commands -> commands.keys(replica.keys().prefix() + ":*"))) {
            all.put(key, value(replica, key));
        }
        return all;
    }

    private static String value(RedisReplica replica, String key) {
        var link = replica.link();
        return switch (link.<String>call(commands -> commands.type(key))) {
            case "hash" -> new TreeMap<>(link.<Map<String, String>>call(commands -> commands.hgetall(key))).toString();
            case "zset" ->
                link.call(commands -> commands.zrangeWithScores(key, 0, -1)).toString();
            case "set" -> new TreeSet<>(link.<Set<String>>call(commands -> commands.smembers(key))).toString();
            case "list" -> link.call(commands -> commands.lrange(key, 0, -1)).toString();
            case "stream" ->
                link.call(commands -> commands.xrange(key, Range.<String>unbounded()))
                        .toString();
            default -> link.<String>call(commands -> commands.get(key));
        };
    }
}
