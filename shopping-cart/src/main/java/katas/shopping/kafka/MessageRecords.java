package katas.shopping.kafka;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import katas.shopping.effect.RawRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Messages as records of Kafka. */
public final class MessageRecords {
    private MessageRecords() {}

    public static ProducerRecord<byte[], byte[]> write(
            String topic, int partition, String key, Map<String, String> headers, String value) {
        var all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, bytes(text)));
        return new ProducerRecord<>(topic, partition, bytes(key), bytes(value), all);
    }

    static RawRecord read(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), orEmpty(text(header.value()))));
        return new RawRecord(
                record.topic(), record.partition(), record.offset(), text(record.key()), headers, text(record.value()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : RawRecord.ofBytes(bytes);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
