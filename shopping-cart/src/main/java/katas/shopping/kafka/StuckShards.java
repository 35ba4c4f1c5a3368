package katas.shopping.kafka;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shards whose messages wait for something that is wrong; the log tells of each when that begins and when it ends. */
final class StuckShards {
    private static final Logger log = LoggerFactory.getLogger(StuckShards.class);

    private final String context;
    private final Set<Integer> stuck = new ConcurrentSkipListSet<>();

    StuckShards(String context) {
        this.context = context;
    }

    void add(Collection<Integer> shards, String reason) {
        var more = new TreeSet<>(shards);
        more.removeAll(stuck);
        if (!more.isEmpty()) {
            log.warn("messages cannot be relayed now context={} shards={} reason={}", context, more, reason);
            stuck.addAll(more);
        }
    }

    /** Drops all but those that wait still. */
    void retain(Collection<Integer> waiting) {
        var moving = new TreeSet<>(stuck);
        moving.removeAll(waiting);
        if (!moving.isEmpty()) {
            log.info("messages are relayed again context={} shards={}", context, moving);
            stuck.removeAll(moving);
        }
    }

    int count() {
        return stuck.size();
    }
}
