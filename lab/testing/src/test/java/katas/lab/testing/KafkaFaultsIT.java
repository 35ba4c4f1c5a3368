package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each fault bites and ends; some tests leave theirs behind, for the extension to mend.
 *
 * <p>Each recovery takes seconds, so what another test shows as well, here or of Redis, is left to long runs.
 */
@Lab(Needs.KAFKA)
class KafkaFaultsIT {
    private static final TopicPartition PARTITION = new TopicPartition("faults", 0);
    private static final Duration SOON = Duration.ofSeconds(60);

    private final KafkaHandle kafka;
    private final KafkaProducer<String, String> producer;
    private final String acknowledged = "acknowledged " + System.nanoTime();

    KafkaFaultsIT(KafkaHandle kafka) {
        this.kafka = kafka;
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "max.block.ms", 1_000,
                        "request.timeout.ms", 1_500,
                        "delivery.timeout.ms", 2_000),
                new StringSerializer(),
                new StringSerializer());
    }

    @BeforeEach
    void nothing_is_left_of_the_last_fault() {
        await().atMost(SOON).until(() -> acknowledges(acknowledged));
    }

    @AfterEach
    void close() {
        producer.close(Duration.ZERO);
    }

    @Test
    @Tag("long")
    void paused_it_acknowledges_nothing() {
        kafka.pause();

        assertThat(acknowledges("lost")).isFalse();
    }

    @Test
    void resumed_it_acknowledges_again() {
        kafka.pause();
        assertThat(acknowledges("lost")).isFalse();

        kafka.resume();

        await().atMost(SOON).until(() -> acknowledges("kept"));
    }

    @Test
    @Tag("long")
    void killed_it_acknowledges_nothing() {
        kafka.kill();

        assertThat(acknowledges("lost")).isFalse();
    }

    @Test
    void restarted_after_a_kill_it_has_every_acknowledged_record_at_the_same_address() {
        kafka.kill();

        kafka.restart();

        assertThat(readUpTo(acknowledged)).contains(acknowledged);
        await().atMost(SOON).until(() -> acknowledges("kept"));
    }

    @Test
    @Tag("long")
    void restarted_while_it_runs_it_has_lost_nothing() {
        kafka.restart();

        assertThat(readUpTo(acknowledged)).contains(acknowledged);
        await().atMost(SOON).until(() -> acknowledges("kept"));
    }

    @Test
    void delayed_every_acknowledgement_is_late() {
        kafka.delay(Duration.ofMillis(500));

        assertThat(millisUntilAcknowledged()).isGreaterThanOrEqualTo(500);
    }

    @Test
    @Tag("long")
    void cut_off_it_acknowledges_nothing() {
        kafka.cut();

        assertThat(acknowledges("lost")).isFalse();
    }

    @Test
    void mended_after_a_cut_clients_come_back_by_themselves() {
        kafka.cut();
        assertThat(acknowledges("lost")).isFalse();

        kafka.mend();

        await().atMost(SOON).until(() -> acknowledges("kept"));
    }

    /** Sends until a record is acknowledged, and returns how long that one took. */
    private long millisUntilAcknowledged() {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() < deadline) {
            long start = System.nanoTime();
            if (acknowledges("late")) {
                return Duration.ofNanos(System.nanoTime() - start).toMillis();
            }
        }
        throw new AssertionError("nothing was acknowledged within " + SOON);
    }

    /** Sends a record and waits until it is acknowledged or given up, which the producer does after two seconds. */
    private boolean acknowledges(String value) {
        try {
            producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), "key", value))
                    .get();
            return true;
        } catch (ExecutionException _) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
