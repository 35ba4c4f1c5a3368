package katas.urlshortener.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import katas.urlshortener.Click;
import katas.urlshortener.ClickRollups;
import katas.urlshortener.ClickRollups.Outcome.Applied;
import katas.urlshortener.ClickRollups.Outcome.Moved;
import katas.urlshortener.StoreUnavailable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the clicks of the partitions that one consumer is given, from where the counts themselves say.
 *
 * <p>A partition is either placed, at the position that the counts had when last heard of, or lost: then it rests until
 * they have told. It is lost when it is new, when the counts turn out to stand elsewhere (somebody else counts, or they
 * are made anew), and when an answer is missing, whatever has become of the question. So there is one way back for all,
 * and no offset is ever committed to Kafka.
 */
final class ClickCounting implements ConsumerRebalanceListener {
    private static final Logger log = LoggerFactory.getLogger(ClickCounting.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Consumer<String, byte[]> consumer;
    private final ClickFormat format;
    private final ClickRollups rollups;
    private final CountingTally tally;
    private final Map<TopicPartition, Long> placed = new HashMap<>();
    private final Set<TopicPartition> lost = new HashSet<>();
    private final Map<TopicPartition, Missing> gaps = new HashMap<>();
    private long lookedAtNanos = System.nanoTime();
    private boolean answering = true;

    ClickCounting(Consumer<String, byte[]> consumer, ClickFormat format, ClickRollups rollups, CountingTally tally) {
        this.consumer = consumer;
        this.format = format;
        this.rollups = rollups;
        this.tally = tally;
    }

    /** Places between what is counted and what came next. */
    private record Missing(long counted, long next) {
        boolean isNothing() {
            return counted == next;
        }
    }

    /** Counts what has come; waits a while if nothing has. */
    void step() {
        asking(this::place);
        var records = poll();
        for (var partition : records.partitions()) {
            // each for itself: what is not counted now must be fetched again
            asking(() -> count(partition, records.records(partition)));
        }
        asking(this::look);
        if (lost.isEmpty()) {
            answered();
        }
    }

    private void asking(Runnable question) {
        try {
            question.run();
        } catch (StoreUnavailable e) {
            // the partition in question is lost, and the next steps try to place it
            notAnswered(e);
        }
    }

    private ConsumerRecords<String, byte[]> poll() {
        try {
            return consumer.poll(lost.isEmpty() ? IDLE : BETWEEN_TRIES);
        } catch (NoOffsetForPartitionException e) {
            // asked for in Kafka, where there is none: to be placed, and anywhere is right until then
            e.partitions().stream().filter(consumer.assignment()::contains).forEach(partition -> {
                lose(partition);
                consumer.seek(partition, 0);
            });
        } catch (OffsetOutOfRangeException e) {
            e.offsetOutOfRangePartitions().forEach((partition, position) -> asking(() -> goOn(partition, position)));
        }
        return ConsumerRecords.empty();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(this::lose);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        placed.keySet().removeAll(partitions);
        lost.removeAll(partitions);
    }

    private void lose(TopicPartition partition) {
        consumer.pause(List.of(partition));
        placed.remove(partition);
        lost.add(partition);
    }

    private void place() {
        for (var partition : List.copyOf(lost)) {
            long position = rollups.position(partition.partition());
            consumer.seek(partition, position);
            consumer.resume(List.of(partition));
            lost.remove(partition);
            placed.put(partition, position);
        }
    }

    private void count(TopicPartition partition, List<ConsumerRecord<String, byte[]>> records) {
        var from = placed.get(partition);
        if (from == null) {
            return;
        }
        var missing = new Missing(from, records.getFirst().offset());
        if (missing.isNothing()) {
            gaps.remove(partition);
        } else if (!missing.equals(gaps.put(partition, missing)) || missing.next() < from) {
            // something was passed over, or is here for the second time: it comes when it is asked for again
            log.debug("not where it was counted to partition={} counted={}", partition, from);
            lose(partition);
            return;
        } else {
            log.error("the log has a gap partition={} counted={} next={}", partition, from, missing.next());
        }
        long next = records.getLast().offset() + 1;
        var clicks = new ArrayList<Click>();
        records.forEach(record -> format.read(record).ifPresent(clicks::add));
        lose(partition);
        switch (rollups.apply(partition.partition(), from, next, clicks)) {
            case Applied(var counted, var gone) -> {
                consumer.resume(List.of(partition));
                lost.remove(partition);
                placed.put(partition, next);
                tally.counted.add(counted);
                tally.gone.add(gone);
                int unreadable = records.size() - clicks.size();
                tally.unreadable.add(unreadable);
                if (unreadable > 0) {
                    log.warn("records are no clicks partition={} next={} unreadable={}", partition, next, unreadable);
                }
            }
            case Moved() -> tally.refused.increment();
        }
    }

    /**
     * Goes on where the log does, when it has lost what the counts go on from: its end in a power cut, or its beginning to
     * somebody who thought it too long. What was counted stays counted, what is missing stays missing.
     */
    private void goOn(TopicPartition partition, long position) {
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, position);
        lose(partition);
        if (begin <= position && position <= end) {
            return;
        }
        long next = position < begin ? begin : end;
        log.error("clicks are missing in the log partition={} counted={} next={}", partition, position, next);
        rollups.apply(partition.partition(), position, next, List.of());
    }

    /** Looks whether the counts were moved while there was nothing to count, and how much is left to be. */
    private void look() {
        if (System.nanoTime() - lookedAtNanos < BETWEEN_LOOKS.toNanos()) {
            return;
        }
        lookedAtNanos = System.nanoTime();
        for (var entry : List.copyOf(placed.entrySet())) {
            if (rollups.position(entry.getKey().partition()) != entry.getValue()) {
                lose(entry.getKey());
            }
        }
        tally.lag = placed.keySet().stream()
                .map(consumer::currentLag)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sum();
    }

    private void answered() {
        if (!answering) {
            log.info("clicks are counted again");
            answering = true;
        }
    }

    private void notAnswered(StoreUnavailable e) {
        if (answering) {
            log.warn("clicks cannot be counted now reason={}", String.valueOf(e.getMessage()));
            answering = false;
        }
    }
}
