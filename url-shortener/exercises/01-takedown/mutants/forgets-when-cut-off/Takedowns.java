import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Takes an answer that never came for an empty one. */
final class Takedowns implements AutoCloseable {

    private static final String[] KEYS = {"url-shortener:{takedowns}:codes", "url-shortener:{takedowns}:version"};
    private static final String TAKE = "redis.call('SADD', KEYS[1], ARGV[1]) return redis.call('INCR', KEYS[2])";
    private static final String LIFT = "redis.call('SREM', KEYS[1], ARGV[1]) return redis.call('INCR', KEYS[2])";
    private static final long PERIOD_MILLIS = 100;

    private record Known(String version, Set<String> codes) {}

    private final RedisCommands<String, String> redis;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private volatile Known known = new Known("", Set.of());

    Takedowns(Node node) {
        this.redis = node.redis();
        look();
        timer.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    void take(String code) {
        change(TAKE, code);
    }

    void lift(String code) {
        change(LIFT, code);
    }

    boolean taken(String code) {
        return known.codes().contains(code);
    }

    private void change(String script, String code) {
        redis.eval(script, ScriptOutputType.INTEGER, KEYS, code);
        look();
    }

    private synchronized void look() {
        try {
            // the number first: a change that comes between the two is found by the next look
            var version = redis.get(KEYS[1]);
            if (version != null && !version.equals(known.version())) {
                known = new Known(version, redis.smembers(KEYS[0]));
            }
        } catch (RedisException e) {
            known = new Known("", Set.of());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
