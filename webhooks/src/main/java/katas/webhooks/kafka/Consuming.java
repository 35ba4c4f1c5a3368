package katas.webhooks.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import katas.webhooks.Mishaps;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.message.Message;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the messages of the partitions that one consumer is given: those of one partition in turn, partitions side by side.
 *
 * <p>An offset is committed after everything before it was handled. A message that cannot be handled now makes its partition
 * rest, and is fetched again; the others go on. A record that is no message is {@linkplain Parking parked}, and so is one that
 * fails for long though the store answers.
 */
final class Consuming implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(Consuming.class);
    private static final String MAKING = "make deliveries of a message";
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final java.util.function.Consumer<Message> handler;
    private final Backlog backlog;
    private final Parking parking;
    private final Mishaps mishaps;
    private final ExecutorService hands;
    private final LongSupplier nanoTime;
    private final Map<TopicPartition, Long> resting = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> handled = new HashMap<>();

    /** @param hands one for each partition that has records */
    Consuming(
            Consumer<byte[], byte[]> consumer,
            java.util.function.Consumer<Message> handler,
            Backlog backlog,
            Parking parking,
            Mishaps mishaps,
            ExecutorService hands,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.handler = handler;
        this.backlog = backlog;
        this.parking = parking;
        this.mishaps = mishaps;
        this.hands = hands;
        this.nanoTime = nanoTime;
    }

    /**
     * How far the records of a partition were handled.
     *
     * @param next the offset of the first that was not
     * @param accepted when that one came; or, if all were handled, the last of them, in milliseconds
     * @param done whether all were
     */
    private record Progress(TopicPartition partition, long next, long accepted, boolean done) {}

    /** Handles what has come; waits a while if nothing has. */
    void step() throws InterruptedException {
        wake();
        var records = consumer.poll(resting.isEmpty() ? IDLE : REST);
        records.partitions()
                .forEach(partition -> backlog.waits(
                        partition, records.records(partition).getFirst().timestamp()));
        // where nothing has come there is nothing to come, if Kafka says so
        consumer.assignment().stream()
                .filter(partition -> !backlog.knows(partition)
                        && consumer.currentLag(partition).orElse(1) == 0)
                .forEach(backlog::isEmpty);
        var tasks = records.partitions().stream()
                .map(partition -> (Callable<Progress>) () -> handle(partition, records.records(partition)))
                .toList();
        for (var task : hands.invokeAll(tasks)) {
            note(result(task));
        }
        commit();
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
        backlog.clear(partitions);
        handled.keySet().removeAll(partitions);
    }

    private Progress handle(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        for (var record : records) {
            if (!handle(record)) {
                return new Progress(partition, record.offset(), record.timestamp(), false);
            }
        }
        var last = records.getLast();
        return new Progress(partition, last.offset() + 1, last.timestamp(), true);
    }

    private boolean handle(ConsumerRecord<byte[], byte[]> record) {
        Message message;
        try {
            message = MessageRecords.read(record);
        } catch (IllegalArgumentException e) {
            parking.park(record, "no message: " + e.getMessage());
            return true;
        }
        try {
            handler.accept(message);
            return true;
        } catch (StoreUnavailable e) {
            parking.forget(record);
            mishaps.survived(MAKING, e);
            return false;
        } catch (RuntimeException e) {
            mishaps.survived(MAKING, e);
            boolean hopeless = parking.isHopeless(record);
            if (hopeless) {
                parking.park(record, e.getClass().getSimpleName());
            }
            return hopeless;
        }
    }

    private void note(Progress progress) {
        handled.put(progress.partition(), new OffsetAndMetadata(progress.next()));
        if (progress.done() && consumer.currentLag(progress.partition()).orElse(0) == 0) {
            backlog.isEmpty(progress.partition());
        } else {
            backlog.waits(progress.partition(), progress.accepted());
        }
        if (!progress.done()) {
            consumer.seek(progress.partition(), progress.next());
            consumer.pause(List.of(progress.partition()));
            resting.put(progress.partition(), nanoTime.getAsLong());
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

    /** What is not committed now is so with what comes next; meanwhile nothing is lost. */
    private void commit() {
        if (handled.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(handled);
            handled.clear();
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            log.debug("offsets are not committed", e);
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
