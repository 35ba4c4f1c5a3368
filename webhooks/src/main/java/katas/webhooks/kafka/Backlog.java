package katas.webhooks.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How long the oldest accepted message has waited for its deliveries, in the partitions that this process has.
 *
 * <p>Of a partition it knows when the first of those in hand was accepted; or, between two looks at it, the last before the next.
 */
final class Backlog {
    private final Map<TopicPartition, Long> since = new ConcurrentHashMap<>();
    private final InstantSource clock;

    Backlog(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes that what was accepted then, or a little later, waits. */
    void waits(TopicPartition partition, long acceptedMillis) {
        since.put(partition, acceptedMillis);
    }

    /** Notes that nothing waits in some partitions, or that they are somebody else's. */
    void clear(Collection<TopicPartition> partitions) {
        since.keySet().removeAll(partitions);
    }

    void clear() {
        since.clear();
    }

    /** Returns zero if nothing waits. */
    Duration age() {
        var now = clock.instant();
        return since.values().stream()
                .map(millis -> Duration.between(Instant.ofEpochMilli(millis), now))
                .filter(Duration::isPositive)
                .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) < 0 ? other : one);
    }
}
