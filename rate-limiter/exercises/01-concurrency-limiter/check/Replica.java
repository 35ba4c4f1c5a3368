import io.lettuce.core.api.sync.RedisCommands;
import java.time.InstantSource;

/**
 * One of several processes that share a limiter.
 *
 * @param redis its own connection; safe to use from many threads
 * @param clock its own idea of the time
 */
record Replica(String name, RedisCommands<String, String> redis, InstantSource clock) {}
