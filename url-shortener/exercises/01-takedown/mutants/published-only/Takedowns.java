import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the other nodes, and writes nothing down. */
final class Takedowns implements AutoCloseable {

    private static final String CHANNEL = "url-shortener:{takedowns}:news";

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
    }

    void take(String code) {
        redis.publish(CHANNEL, "+" + code);
    }

    void lift(String code) {
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
