package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault bites and ends; most tests leave theirs behind, for the extension to mend. */
@Lab(Needs.KAFKA)
class KafkaFaultsIT {
    private static final TopicPartition PARTITION = new TopicPartition("faults", 0);
    private static final Duration BITES = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final KafkaHandle kafka;
    private final KafkaProducer<String, String> producer;
    private final String before = "before " + System.nanoTime();
    private final String during = "during " + System.nanoTime();

    KafkaFaultsIT(KafkaHandle kafka) {
        this.kafka = kafka;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    @BeforeEach
    void nothing_is_left_of_the_last_fault() throws Exception {
        send(before, SOON);
        send(before, BITES);
    }

    @AfterEach
    void close() {
        producer.close(Duration.ZERO);
    }

    @Test
    void paused_it_acknowledges_nothing_until_it_is_resumed() throws Exception {
        kafka.pause();
        var sent = producer.send(record(during));
        assertThatThrownBy(() -> sent.get(BITES.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

        kafka.resume();

        assertThat(sent.get(SOON.toSeconds(), TimeUnit.SECONDS).partition()).isZero();
    }

    @Test
    void paused_and_left_so_it_is_mended() {
        kafka.pause();

        assertThatThrownBy(() -> send(during, BITES)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void killed_it_acknowledges_nothing_and_is_mended() {
        kafka.kill();

        assertThatThrownBy(() -> send(during, BITES)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void restarted_after_a_kill_it_has_every_acknowledged_record_at_the_same_address() throws Exception {
        kafka.kill();

        kafka.restart();

        send(during, SOON);
        assertThat(readUpTo(during)).contains(before, during);
    }

    @Test
    void restarted_while_it_runs_it_has_lost_nothing() throws Exception {
        kafka.restart();

        send(during, SOON);
        assertThat(readUpTo(during)).contains(before, during);
    }

    @Test
    void delayed_every_acknowledgement_is_late() throws Exception {
        kafka.delay(Duration.ofMillis(500));

        long start = System.nanoTime();
        send(during, SOON);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void cut_off_it_acknowledges_nothing_until_it_is_mended() throws Exception {
        kafka.cut();
        var sent = producer.send(record(during));
        assertThatThrownBy(() -> sent.get(BITES.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);

        kafka.mend();

        assertThat(sent.get(SOON.toSeconds(), TimeUnit.SECONDS).partition()).isZero();
    }

    private void send(String value, Duration patience) throws Exception {
        producer.send(record(value)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ProducerRecord<String, String> record(String value) {
        return new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), "key", value);
    }

    private List<String> readUpTo(String last) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            var values = new ArrayList<String>();
            long deadline = System.nanoTime() + SOON.toNanos();
            while (!values.contains(last) && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
