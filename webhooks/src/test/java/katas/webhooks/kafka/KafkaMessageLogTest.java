package katas.webhooks.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import katas.webhooks.message.LogUnavailable;
import katas.webhooks.message.Sent;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** What becomes of a producer that fails. */
class KafkaMessageLogTest {
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final KafkaMessageLog log =
            new KafkaMessageLog(this::produce, "messages", () -> true, Duration.ofSeconds(1));

    private MockProducer<byte[], byte[]> produce() {
        var producer = new MockProducer<>(
                true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
        producers.add(producer);
        return producer;
    }

    private void append() {
        log.append(Sent.message("msg_1", "acme"));
    }

    @Test
    void a_producer_that_takes_nothing_any_more_is_replaced() {
        append();
        producers.getFirst().sendException = new KafkaException("in an error state");
        assertThatThrownBy(this::append).isInstanceOf(LogUnavailable.class);

        append();

        assertThat(producers).hasSize(2);
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(producers.getLast().history()).hasSize(1);
    }

    @Test
    void a_producer_that_has_no_room_now_is_kept() {
        append();
        producers.getFirst().sendException = new TimeoutException("no room in its memory");
        assertThatThrownBy(this::append).isInstanceOf(LogUnavailable.class);
        producers.getFirst().sendException = null;

        append();

        assertThat(producers).hasSize(1);
    }
}
