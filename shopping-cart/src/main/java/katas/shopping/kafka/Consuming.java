package katas.shopping.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import katas.shopping.StoreUnavailable;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Reception;
import katas.shopping.effect.Reception.Taken;
import katas.shopping.json.CloudEvents;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the records of the partitions that one consumer is given: those of one partition in turn, partitions side by
 * side, so that Redis writes what many of them do at once.
 *
 * <p>An offset is committed after everything before it had its effect. A record that cannot be taken now makes its
 * partition rest, and is fetched again; the others go on.
 */
final class Consuming implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(Consuming.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Reception reception;
    private final Passage passage;
    private final ExecutorService hands;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Long> resting = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> handled = new HashMap<>();
    /** Those of which the next record could not be taken the last time. */
    private final Set<TopicPartition> waiting = new HashSet<>();

    /** @param hands one for each partition that has records */
    Consuming(
            Consumer<byte[], byte[]> consumer,
            Reception reception,
            Passage passage,
            ExecutorService hands,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.reception = reception;
        this.passage = passage;
        this.hands = hands;
        this.nanoTime = nanoTime;
    }

    /**
     * How far the records of a partition were taken.
     *
     * @param next the offset of the first that was not
     * @param done whether all were
     */
    private record Progress(TopicPartition partition, long next, boolean done) {}

    /** Handles what has come; waits a while if nothing has. */
    void step() throws InterruptedException {
        wake();
        var records = consumer.poll(resting.isEmpty() ? IDLE : REST);
        var tasks = records.partitions().stream()
                .map(partition -> (Callable<Progress>) () -> take(partition, records.records(partition)))
                .toList();
        for (var task : hands.invokeAll(tasks)) {
            note(result(task));
        }
        if (commit()) {
            tellCommitted(records);
        }
    }

    /** Returns how many records wait in the partitions that this process has. */
    long lag() {
        return consumer.assignment().stream()
                .map(consumer::currentLag)
                .mapToLong(lag -> lag.orElse(0))
                .sum();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        resting.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        resting.keySet().removeAll(partitions);
        handled.keySet().removeAll(partitions);
        partitions.forEach(this::tellGoing);
    }

    private Progress take(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        for (var record : records) {
            if (!take(record)) {
                return new Progress(partition, record.offset(), false);
            }
        }
        return new Progress(partition, records.getLast().offset() + 1, true);
    }

    private boolean take(ConsumerRecord<byte[], byte[]> record) {
        try {
            var taken = reception.take(MessageRecords.read(record));
            if (taken == Taken.PARKED) {
                log.warn(
                        "record is parked consumer={} topic={} partition={} offset={}",
                        reception.consumer(),
                        record.topic(),
                        record.partition(),
                        record.offset());
            }
            return taken != Taken.LATER;
        } catch (StoreUnavailable e) {
            log.debug("record waits consumer={}", reception.consumer(), e);
            return false;
        }
    }

    private void note(Progress progress) {
        handled.put(progress.partition(), new OffsetAndMetadata(progress.next()));
        if (!progress.done()) {
            consumer.seek(progress.partition(), progress.next());
            consumer.pause(List.of(progress.partition()));
            resting.put(progress.partition(), nanoTime.getAsLong());
            tellWaiting(progress.partition());
        } else {
            tellGoing(progress.partition());
        }
    }

    private void wake() {
        long now = nanoTime.getAsLong();
        var rested = resting.entrySet().stream()
                .filter(entry -> now - entry.getValue() >= REST.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        consumer.resume(rested);
        rested.forEach(resting::remove);
    }

    /** Tells whether the offsets are committed; if not, that is tried again, and meanwhile nothing is lost. */
    private boolean commit() {
        if (handled.isEmpty()) {
            return false;
        }
        try {
            consumer.commitSync(handled);
            handled.clear();
            return true;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            log.debug("offsets are not committed consumer={}", reception.consumer(), e);
            return false;
        }
    }

    private void tellCommitted(ConsumerRecords<byte[], byte[]> records) {
        records.forEach(record -> passage.reach(Moment.AFTER_COMMIT, CloudEvents.nameOf(MessageRecords.read(record))));
    }

    private void tellWaiting(TopicPartition partition) {
        if (waiting.isEmpty()) {
            log.warn("messages cannot be handled now consumer={} first={}", reception.consumer(), partition);
        }
        waiting.add(partition);
    }

    private void tellGoing(TopicPartition partition) {
        if (waiting.remove(partition) && waiting.isEmpty()) {
            log.info("no message waits any more to be handled consumer={}", reception.consumer());
        }
    }

    private static Progress result(Future<Progress> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
