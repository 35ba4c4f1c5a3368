import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * One of several processes that answer for the same links.
 *
 * @param client makes further connections of this node; they come back by themselves after a cut
 * @param redis its connection; safe to use from many threads
 */
record Node(String name, RedisClient client, RedisCommands<String, String> redis) {}
