package katas.urlshortener.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import katas.urlshortener.cache.Subscription;

/**
 * A connection on which Redis remembers what was read, and says when it changes.
 *
 * <p>It never reconnects: another connection is another subscription, and knows nothing of what was read on this one.
 */
final class TrackedConnection implements AutoCloseable {
    private final StatefulRedisConnection<String, String> connection;
    private final Subscription subscription;

    private TrackedConnection(StatefulRedisConnection<String, String> connection, Subscription subscription) {
        this.connection = connection;
        this.subscription = subscription;
    }

    /**
     * Opens one; it tracks when this returns.
     *
     * @param client does not reconnect, and speaks RESP3
     * @param deadline longest wait for the answer that it tracks
     * @param ended is called when it is cut
     * @throws RedisException if there is no connection to be had
     */
    static TrackedConnection open(
            RedisClient client, Subscription subscription, Invalidations told, Duration deadline, Runnable ended) {
        var connection = client.connect();
        var tracked = new TrackedConnection(connection, subscription);
        connection.addListener((PushMessage push) -> tell(push, told));
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> ignored) {
                subscription.end();
                ended.run();
            }
        });
        try {
            tracked.call(commands -> commands.clientTracking(TrackingArgs.Builder.enabled()), deadline);
            return tracked;
        } catch (RedisException e) {
            tracked.close();
            throw e;
        }
    }

    /** @throws RedisException if there is no good answer within the deadline */
    <T> T call(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command, Duration deadline) {
        return LettuceFutures.awaitOrCancel(
                command.apply(connection.async()), deadline.toNanos(), TimeUnit.NANOSECONDS);
    }

    RedisAsyncCommands<String, String> commands() {
        return connection.async();
    }

    Subscription subscription() {
        return subscription;
    }

    boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void close() {
        subscription.end();
        connection.close();
    }

    private static void tell(PushMessage push, Invalidations told) {
        if (!push.getType().equals("invalidate")) {
            return;
        }
        var keys = push.getContent(StringCodec.UTF8::decodeKey).get(1);
        if (keys instanceof List<?> changed) {
            changed.forEach(key -> told.changed((String) key));
        } else {
            told.everythingChanged();
        }
    }
}
