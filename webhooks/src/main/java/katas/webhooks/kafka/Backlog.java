package katas.webhooks.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How long the oldest accepted message has waited for its deliveries, in the partitions that this process has.
 *
 * <p>It knows nothing before it has looked at a partition, nor of those that it lost. Of a partition it knows when the first
 * of those in hand was accepted; or, between two looks at it, the last before the next.
 */
final class Backlog {
    private static final long NEVER = Long.MAX_VALUE;

    private final Map<TopicPartition, Long> since = new ConcurrentHashMap<>();
    private final InstantSource clock;

    Backlog(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes that what was accepted then, or a little later, waits. */
    void waits(TopicPartition partition, long acceptedMillis) {
        since.put(partition, acceptedMillis);
    }

    /** Notes that nothing waits. */
    void isEmpty(TopicPartition partition) {
        since.put(partition, NEVER);
    }

    /** Notes that some partitions are somebody else's. */
    void clear(Collection<TopicPartition> partitions) {
        since.keySet().removeAll(partitions);
    }

    void clear() {
        since.clear();
    }

    boolean knows(TopicPartition partition) {
        return since.containsKey(partition);
    }

    /** Returns zero if nothing waits; nothing if nothing is known of any partition. */
    Optional<Duration> age() {
        var now = clock.instant();
        return since.values().stream()
                .map(millis -> millis == NEVER ? Duration.ZERO : Duration.between(Instant.ofEpochMilli(millis), now))
                .max(Comparator.naturalOrder())
                .map(age -> age.isNegative() ? Duration.ZERO : age);
    }
}
