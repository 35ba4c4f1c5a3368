package katas.shopping.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Passage;
import katas.shopping.json.CloudEvents;
import katas.shopping.json.MessageFormat;
import katas.shopping.redis.RedisOutbox;
import katas.shopping.redis.Said;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One turn of a relay: reads the oldest messages of some shards, publishes all, and removes from the outbox what was
 * acknowledged, without a gap.
 *
 * <p>A message's id is its place in the outbox, and so the same however often it is published.
 */
public final class Relaying {
    private static final int MOST = 500;

    private final RedisOutbox outbox;
    private final Topics topics;
    private final ToIntFunction<String> partitions;
    private final Passage passage;

    /**
     * Relays the messages of one outbox.
     *
     * @param partitions by key: {@code Shards::of}, if order matters
     */
    public Relaying(RedisOutbox outbox, Topics topics, ToIntFunction<String> partitions, Passage passage) {
        this.outbox = outbox;
        this.topics = topics;
        this.partitions = partitions;
        this.passage = passage;
    }

    /** A message on its way. */
    private record Sent(Said said, Future<RecordMetadata> acknowledgement) {}

    /**
     * Relays once.
     *
     * @return the shards in which there may be more
     * @throws KafkaException if some message was not acknowledged: those before it are relayed
     */
    Set<Integer> relay(Producer<byte[], byte[]> producer, Collection<Integer> shards) {
        var read = outbox.read(shards, MOST);
        var sent = new HashMap<Integer, List<Sent>>();
        read.forEach((shard, messages) -> sent.put(
                shard,
                messages.stream().map(said -> send(producer, shard, said)).toList()));
        producer.flush();
        settle(sent);
        return read.entrySet().stream()
                .filter(shard -> shard.getValue().size() == MOST)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Sent send(Producer<byte[], byte[]> producer, int shard, Said said) {
        passage.reach(Moment.BEFORE_PUBLISH, MessageFormat.nameOf(said.type()));
        var id = "%s-%02d-%s".formatted(outbox.context(), shard, said.entry());
        var headers = CloudEvents.headers(outbox.context(), id, said.type(), said.time(), said.trace());
        var record = MessageRecords.write(
                topics.name(said.topic()), partitions.applyAsInt(said.key()), said.key(), headers, said.value());
        return new Sent(said, producer.send(record));
    }

    private void settle(Map<Integer, List<Sent>> sent) {
        var published = new HashMap<Integer, Said>();
        KafkaException failure = null;
        for (var shard : sent.entrySet()) {
            try {
                for (var message : shard.getValue()) {
                    awaitAcknowledgement(message);
                    published.put(shard.getKey(), message.said());
                }
            } catch (KafkaException e) {
                failure = e;
            }
        }
        if (!published.isEmpty()) {
            outbox.trim(published);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void awaitAcknowledgement(Sent message) {
        try {
            message.acknowledgement().get();
        } catch (ExecutionException e) {
            throw new KafkaException("not acknowledged", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        passage.reach(Moment.AFTER_PUBLISH, MessageFormat.nameOf(message.said().type()));
    }
}
