package katas.webhooks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import katas.webhooks.message.EventType;
import katas.webhooks.message.Message;
import katas.webhooks.message.Payload;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Messages as CloudEvents 1.0 in the binary mode of its Kafka binding: what is known of a message goes into headers, and the
 * payload is the value, byte for byte.
 */
final class MessageRecords {
    private static final String VERSION = "1.0";
    private static final String SPEC_VERSION = "ce_specversion";
    private static final String ID = "ce_id";
    private static final String SOURCE = "ce_source";
    private static final String TYPE = "ce_type";
    private static final String TIME = "ce_time";
    private static final String TENANT = "ce_tenant";
    private static final String KEY = "ce_partitionkey";
    private static final String CONTENT_TYPE = "content-type";
    private static final String TRACE = "traceparent";
    /** Partitions that a tenant's messages without a key share at most. */
    private static final int LANES = 4;

    private MessageRecords() {}

    /**
     * Those of one key go to one partition, one after the other; those of none to few, so that whoever sends many at once makes
     * few others wait.
     */
    static ProducerRecord<byte[], byte[]> write(String topic, Message message) {
        var headers = new RecordHeaders();
        headers.add(SPEC_VERSION, bytes(VERSION));
        headers.add(ID, bytes(message.id()));
        headers.add(SOURCE, bytes("/webhooks"));
        headers.add(TYPE, bytes(message.eventType().name()));
        headers.add(TIME, bytes(message.acceptedAt().toString()));
        headers.add(TENANT, bytes(message.tenant()));
        headers.add(CONTENT_TYPE, bytes("application/json"));
        if (message.key() != null) {
            headers.add(KEY, bytes(message.key()));
        }
        if (message.traceparent() != null) {
            headers.add(TRACE, bytes(message.traceparent()));
        }
        return new ProducerRecord<>(
                topic, null, bytes(place(message)), message.payload().bytes(), headers);
    }

    private static String place(Message message) {
        return message.key() == null
                ? message.tenant() + "#" + Math.floorMod(message.id().hashCode(), LANES)
                : message.tenant() + "|" + message.key();
    }

    /** @throws IllegalArgumentException if it is no message of ours */
    static Message read(ConsumerRecord<byte[], byte[]> record) {
        if (!VERSION.equals(required(record, SPEC_VERSION))) {
            throw new IllegalArgumentException("not of version 1.0 of CloudEvents");
        }
        var payload = record.value();
        if (payload == null) {
            throw new IllegalArgumentException("no payload");
        }
        return new Message(
                required(record, ID),
                required(record, TENANT),
                new EventType(required(record, TYPE)),
                header(record, KEY),
                time(required(record, TIME)),
                header(record, TRACE),
                Payload.of(payload));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    private static String required(ConsumerRecord<?, ?> record, String name) {
        var text = header(record, name);
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("no " + name);
        }
        return text;
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
