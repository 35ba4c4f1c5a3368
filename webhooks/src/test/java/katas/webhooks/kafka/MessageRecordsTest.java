package katas.webhooks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import katas.webhooks.message.EventType;
import katas.webhooks.message.Message;
import katas.webhooks.message.Payload;
import katas.webhooks.message.Sent;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageRecordsTest {
    private static final Message FULL = new Message(
            "msg_1",
            "acme",
            new EventType("order.paid"),
            "büro 7",
            Instant.parse("2030-01-01T12:00:00.123Z"),
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            Payload.of(" {\"ü\" : 1.0e2,\n}".getBytes(UTF_8)));

    private static ProducerRecord<byte[], byte[]> written(Message message) {
        return MessageRecords.write("topic", message);
    }

    private static Message read(ProducerRecord<byte[], byte[]> record) {
        return MessageRecords.read(Records.consumed(record, 0, 0));
    }

    private static ProducerRecord<byte[], byte[]> changed(String header, @Nullable String text) {
        var record = written(FULL);
        record.headers().remove(header);
        if (text != null) {
            record.headers().add(header, text.getBytes(UTF_8));
        }
        return record;
    }

    @Test
    void a_message_is_read_as_it_was_written_to_the_byte() {
        assertThat(read(written(FULL))).isEqualTo(FULL);
        var plain = Sent.message("msg_2", "acme");
        assertThat(read(written(plain))).isEqualTo(plain);
    }

    @Test
    void messages_of_one_key_of_a_tenant_have_the_same_place() {
        assertThat(written(FULL).key()).isEqualTo("acme|büro 7".getBytes(UTF_8));
    }

    @Test
    void a_tenant_that_sends_many_without_a_key_takes_four_places_of_sixteen() {
        var places = IntStream.range(0, 1_000)
                .mapToObj(number -> written(Sent.message("msg_" + number, "acme")))
                .map(record -> new String(record.key(), UTF_8))
                .collect(Collectors.toSet());

        assertThat(places).containsExactlyInAnyOrder("acme#0", "acme#1", "acme#2", "acme#3");
    }

    @Test
    void what_is_no_message_of_ours_is_told_from_one() {
        assertRefused(changed("ce_specversion", "0.3"), "not of version 1.0 of CloudEvents");
        assertRefused(changed("ce_id", null), "no ce_id");
        assertRefused(changed("ce_tenant", ""), "no ce_tenant");
        assertRefused(changed("ce_type", "Order Paid"), "not an event type: Order Paid");
        assertRefused(changed("ce_time", "noon"), "no time");
        var full = written(FULL);
        assertRefused(new ProducerRecord<>("topic", null, full.key(), null, full.headers()), "no payload");
    }

    private static void assertRefused(ProducerRecord<byte[], byte[]> record, String reason) {
        assertThatThrownBy(() -> read(record))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }
}
