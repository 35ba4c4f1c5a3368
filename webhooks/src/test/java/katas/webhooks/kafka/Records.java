package katas.webhooks.kafka;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Records as a consumer has them. */
final class Records {
    private Records() {}

    static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> record, int partition, long offset) {
        return consumed(record, partition, offset, 0);
    }

    static ConsumerRecord<byte[], byte[]> consumed(
            ProducerRecord<byte[], byte[]> record, int partition, long offset, long timestamp) {
        return new ConsumerRecord<>(
                record.topic(),
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty());
    }
}
