import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import katas.lab.testing.RedisHandle;

/** What the question of this exercise is about: looks once a second. */
final class NaiveWatch implements AutoCloseable {

    private static final String KEY = "url-shortener:{takedowns}:naive";
    private static final long PERIOD_MILLIS = 1000;

    private final RedisClient client;
    private final RedisCommands<String, String> redis;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile Set<String> codes = Set.of();

    private NaiveWatch(RedisHandle handle, long delayMillis) {
        this.client = RedisClient.create(handle.uri());
        this.redis = client.connect().sync();
        timer.scheduleAtFixedRate(() -> codes = redis.smembers(KEY), delayMillis, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Returns nodes that began at different moments, as nodes do. */
    static List<NaiveWatch> nodes(RedisHandle handle, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new NaiveWatch(handle, number * PERIOD_MILLIS / count))
                .toList();
    }

    void take(String code) {
        redis.sadd(KEY, code);
    }

    boolean taken(String code) {
        return codes.contains(code);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
