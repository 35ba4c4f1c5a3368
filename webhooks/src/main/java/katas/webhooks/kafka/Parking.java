package katas.webhooks.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which record stands in the way of all behind it, of one partition each, and for how long; and tells of those that are
 * left where they are, without deliveries.
 *
 * <p>One that fails by a fault, and by nothing else, stands there for five minutes: if it is not the record's but ours, few
 * are passed over before somebody hears of it.
 */
final class Parking {
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Parking.class);

    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Standing> standing = new ConcurrentHashMap<>();
    private final LongAdder parked = new LongAdder();

    private record Standing(long offset, long sinceNanos) {}

    Parking(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Notes that a record has failed; returns whether it has done so for long enough. */
    boolean isHopeless(ConsumerRecord<?, ?> record) {
        long now = nanoTime.getAsLong();
        var known = standing.merge(
                new TopicPartition(record.topic(), record.partition()),
                new Standing(record.offset(), now),
                (before, it) -> before.offset == it.offset ? before : it);
        return now - known.sinceNanos >= PATIENCE.toNanos();
    }

    /** Notes that nobody could tell whether a record of a partition fails: the time of those before does not count. */
    void forget(ConsumerRecord<?, ?> record) {
        standing.remove(new TopicPartition(record.topic(), record.partition()));
    }

    /** Tells where a record is left, and nothing of what is in it. */
    void park(ConsumerRecord<?, ?> record, String reason) {
        parked.increment();
        log.error(
                "record is parked, and its deliveries are not made partition={} offset={} reason={}",
                record.partition(),
                record.offset(),
                reason);
    }

    /** Returns how many were parked since the process began. */
    long parked() {
        return parked.sum();
    }
}
