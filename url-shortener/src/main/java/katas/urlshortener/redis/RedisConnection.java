package katas.urlshortener.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * The plain connection to Redis, shared by all callers.
 *
 * <p>Lettuce reconnects by itself once there was a first connection. The first is retried from here, so that a replica
 * can start before its Redis.
 */
final class RedisConnection implements AutoCloseable {
    private final RedisClient client;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    RedisConnection(RedisClient client) {
        this.client = client;
    }

    /** @throws RedisException if there never was a connection, and there is none now */
    synchronized void connect() {
        if (connection == null) {
            connection = client.connect();
        }
    }

    /** @throws RedisException if there never was a connection */
    RedisAsyncCommands<String, String> commands() {
        var open = connection;
        if (open == null) {
            throw new RedisException("it was never reached");
        }
        return open.async();
    }

    @Override
    public void close() {
        var open = connection;
        if (open != null) {
            open.close();
        }
    }
}
