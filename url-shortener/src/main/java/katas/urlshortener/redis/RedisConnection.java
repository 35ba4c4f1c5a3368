package katas.urlshortener.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import org.jspecify.annotations.Nullable;

/**
 * The plain connection to Redis, shared by all callers.
 *
 * <p>Lettuce reconnects by itself once there was a first connection, and only if it is told that the connection is gone.
 * The first is retried from here, so that a replica can start before its Redis; and one that says nothing is given up, for
 * a network may swallow what is sent on an old connection for a quarter of an hour, and serve new ones.
 */
final class RedisConnection implements AutoCloseable {
    private final RedisClient client;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    RedisConnection(RedisClient client) {
        this.client = client;
    }

    /** @throws RedisException if there is no connection, and none to be had now */
    synchronized void connect() {
        if (connection == null) {
            connection = client.connect();
        }
    }

    /** @throws RedisException if there is no connection */
    RedisAsyncCommands<String, String> commands() {
        var open = connection;
        if (open == null) {
            throw new RedisException("there is no connection");
        }
        return open.async();
    }

    /** Gives up the connection, and what waits for answers on it. */
    @Override
    public synchronized void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
