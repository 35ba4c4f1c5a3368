package katas.shopping.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import katas.shopping.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/** Hears at once when something comes into an outbox. It may miss some: whoever waits for it looks now and then. */
public final class OutboxBell implements AutoCloseable {
    private final RedisClient client;
    private final RedisKeys keys;
    private final Map<String, IntConsumer> listeners = new ConcurrentHashMap<>();
    private @Nullable StatefulRedisPubSubConnection<String, String> connection;

    public OutboxBell(RedisClient client, RedisKeys keys) {
        this.client = client;
        this.keys = keys;
    }

    /** Tells somebody, from now on, in which shards a context has said something. */
    public void tell(String context, IntConsumer listener) {
        listeners.put(context, listener);
    }

    /** Listens, unless it does; Lettuce listens again by itself after an outage. */
    public synchronized void connect() {
        if (connection != null) {
            return;
        }
        StatefulRedisPubSubConnection<String, String> opened = null;
        try {
            opened = client.connectPubSub();
            opened.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String news) {
                    heard(news);
                }
            });
            opened.sync().subscribe(keys.bell());
            connection = opened;
        } catch (RedisException e) {
            if (opened != null) {
                opened.close();
            }
            throw new StoreUnavailable("Redis could not be listened to", e);
        }
    }

    @Override
    public synchronized void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }

    private void heard(String news) {
        int colon = news.indexOf(':');
        var listener = listeners.get(news.substring(0, Math.max(0, colon)));
        if (listener != null) {
            listener.accept(Integer.parseInt(news.substring(colon + 1)));
        }
    }
}
