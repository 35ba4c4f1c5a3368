package katas.shopping.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Passage;
import katas.shopping.json.MessageFormat;
import katas.shopping.redis.RedisOutbox;
import katas.shopping.redis.Said;
import katas.shopping.redis.Waiting;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What one producer takes from an outbox to Kafka: the oldest messages of a shard fly together, and are removed from the
 * outbox when they have landed, without a gap.
 *
 * <p>A shard is read again when nothing of it is in the air, so that one whose messages nobody takes holds up no other.
 */
final class Relaying {
    static final Duration LONGEST_FLIGHT = Duration.ofSeconds(30);
    private static final Duration LAST_LANDINGS = Duration.ofSeconds(1);
    private static final int MOST = 500;

    private final RedisOutbox outbox;
    private final OutboxRecords records;
    private final Passage passage;
    private final Producer<byte[], byte[]> producer;
    private final Runnable landed;
    private final LongSupplier nanoTime;
    private final Map<Integer, Flight> inTheAir = new TreeMap<>();
    private final Set<Integer> due = new TreeSet<>();
    private final Map<Integer, String> unreadable = new TreeMap<>();

    /** @param landed told whenever a message has landed, or never will: it is time for a turn */
    Relaying(
            RedisOutbox outbox,
            OutboxRecords records,
            Passage passage,
            Producer<byte[], byte[]> producer,
            Runnable landed,
            LongSupplier nanoTime) {
        this.outbox = outbox;
        this.records = records;
        this.passage = passage;
        this.producer = producer;
        this.landed = landed;
        this.nanoTime = nanoTime;
    }

    /**
     * Removes what has landed, and lets what waits take off.
     *
     * @param shards where something may wait
     * @throws NotAcknowledged if something has been in the air for too long; the producer is to be closed, and never waited
     *     for: what another one publishes again, from the first of those messages on, is in order
     */
    void turn(Collection<Integer> shards) {
        due.addAll(shards);
        land();
        takeOff();
    }

    /** Returns the shards of which it is not known that nothing waits. */
    Set<Integer> waiting() {
        var waiting = new TreeSet<>(due);
        waiting.addAll(inTheAir.keySet());
        waiting.addAll(unreadable.keySet());
        return waiting;
    }

    /** Returns why the first message of a shard cannot be read here, by shard. */
    Map<Integer, String> unreadable() {
        return unreadable;
    }

    /** Lets land what does so within a second, and leaves all shards to others. */
    void leave() {
        producer.close(LAST_LANDINGS);
        try {
            land();
        } finally {
            outbox.leave(Rings.ALL);
        }
    }

    private void land() {
        var published = new HashMap<Integer, Said>();
        var late = new TreeMap<Integer, String>();
        inTheAir.forEach((shard, flight) -> {
            boolean tooLong = nanoTime.getAsLong() - flight.sinceNanos() > LONGEST_FLIGHT.toNanos();
            if (tooLong || flight.isOver()) {
                var last = flight.land(said -> passage.reach(Moment.AFTER_PUBLISH, MessageFormat.nameOf(said.type())));
                if (last != null) {
                    published.put(shard, last);
                }
                if (tooLong && !flight.isEmpty()) {
                    late.put(shard, flight.reason());
                }
            }
        });
        inTheAir.values().removeIf(Flight::isEmpty);
        if (!published.isEmpty()) {
            outbox.trim(published);
        }
        if (!late.isEmpty()) {
            throw new NotAcknowledged(late.keySet(), late.firstEntry().getValue());
        }
    }

    private void takeOff() {
        var next = new TreeSet<>(due);
        next.removeAll(inTheAir.keySet());
        if (!next.isEmpty()) {
            due.removeAll(next);
            unreadable.keySet().removeAll(next);
            outbox.read(next, MOST).forEach(this::takeOff);
            // somebody newer may be able to read them
            outbox.leave(unreadable.keySet());
        }
    }

    private void takeOff(int shard, Waiting waiting) {
        if (waiting.said().isEmpty()) {
            unreadable.put(shard, String.valueOf(waiting.unreadable()));
            return;
        }
        if (waiting.said().size() == MOST || waiting.unreadable() != null) {
            due.add(shard);
        }
        var flight = new Flight(nanoTime.getAsLong());
        inTheAir.put(shard, flight);
        for (var said : waiting.said()) {
            if (!flight.add(said, send(shard, said))) {
                return;
            }
        }
    }

    private Future<RecordMetadata> send(int shard, Said said) {
        passage.reach(Moment.BEFORE_PUBLISH, MessageFormat.nameOf(said.type()));
        var sent = producer.send(records.of(outbox.context(), shard, said), (_, _) -> landed.run());
        if (sent.state() == Future.State.FAILED && sent.exceptionNow() instanceof TimeoutException blocked) {
            // so would the next one
            throw blocked;
        }
        return sent;
    }
}
