import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the list at start, and then only listens. */
final class Takedowns implements AutoCloseable {

    private static final String CHANNEL = "url-shortener:{takedowns}:news";
    private static final String CODES = "url-shortener:{takedowns}:codes";

    private final RedisCommands<String, String> redis;
    private final StatefulRedisPubSubConnection<String, String> news;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    Takedowns(Node node) {
        this.redis = node.redis();
        this.news = node.client().connectPubSub();
        news.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
                hear(message);
            }
        });
        news.sync().subscribe(CHANNEL);
        taken.addAll(redis.smembers(CODES));
    }

    void take(String code) {
        redis.sadd(CODES, code);
        redis.publish(CHANNEL, "+" + code);
    }

    void lift(String code) {
        redis.srem(CODES, code);
        redis.publish(CHANNEL, "-" + code);
    }

    boolean taken(String code) {
        return taken.contains(code);
    }

    private void hear(String message) {
        var code = message.substring(1);
        if (message.startsWith("+")) {
            taken.add(code);
        } else {
            taken.remove(code);
        }
    }

    @Override
    public void close() {
        news.close();
    }
}
