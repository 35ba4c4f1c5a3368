package katas.lab.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One broker for all tests, since each start takes seconds; every test leaves it running and has a topic of its own. */
class KafkaServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static KafkaServer kafka;

    @BeforeAll
    static void start() {
        kafka = new KafkaServer(data, FreePorts.next());
        kafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void has_every_acknowledged_record_after_a_kill() throws Exception {
        send("killed", "before");

        kafka.kill();
        assertThat(kafka.running()).isFalse();
        kafka.restart();

        send("killed", "after");
        assertThat(records("killed", 2)).containsExactly("before", "after");
    }

    @Test
    void keeps_its_records_when_it_moves_to_another_port() throws Exception {
        send("moved", "here");
        kafka.stop();

        kafka = new KafkaServer(data, FreePorts.next());
        kafka.start();

        assertThat(records("moved", 1)).containsExactly("here");
    }

    @Test
    void is_silent_while_it_is_paused_and_goes_on_afterwards() throws Exception {
        kafka.pause();
        assertThat(KafkaConsole.answers(kafka.port())).isFalse();
        kafka.resume();

        send("paused", "quota");
        assertThat(records("paused", 1)).containsExactly("quota");
    }

    @Test
    void runs_with_the_labs_settings() throws IOException {
        assertThat(Files.readString(data.resolve("server.properties")))
                .startsWith(Resources.read("kafka.properties"))
                .contains("group.consumer.session.timeout.ms=6000");
    }

    @Test
    void says_that_its_port_is_taken(@TempDir Path other) throws IOException {
        var late = new KafkaServer(other, FreePorts.next());
        try (var _ = new ServerSocket(late.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(late::start)
                    .hasMessage("Kafka cannot start: port %d is in use by another process", late.port());
        }
    }

    private static void send(String topic, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, "alice", value)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static List<String> records(String topic, int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            var values = new ArrayList<String>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private static String address() {
        return "127.0.0.1:" + kafka.port();
    }
}
