package katas.shopping.kafka;

import java.util.function.ToIntFunction;
import katas.shopping.json.CloudEvents;
import katas.shopping.redis.Said;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes records of what waits in outboxes. A message's id is its place in the outbox, and so the same however often it is
 * published.
 *
 * @param partitions by key: {@code Shards::of}, if order matters
 */
public record OutboxRecords(Topics topics, ToIntFunction<String> partitions) {
    ProducerRecord<byte[], byte[]> of(String context, int shard, Said said) {
        var id = "%s-%02d-%s".formatted(context, shard, said.entry());
        var headers = CloudEvents.headers(context, id, said.type(), said.time(), said.trace());
        return MessageRecords.write(
                topics.name(said.topic()), partitions.applyAsInt(said.key()), said.key(), headers, said.value());
    }
}
