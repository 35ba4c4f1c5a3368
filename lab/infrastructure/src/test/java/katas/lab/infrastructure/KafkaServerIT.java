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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path data;

    private KafkaServer kafka;

    @BeforeEach
    void describe() {
        kafka = new KafkaServer(data, FreePorts.next());
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void has_every_acknowledged_record_after_a_kill() throws Exception {
        kafka.start();
        send("before");

        kafka.kill();
        assertThat(kafka.running()).isFalse();
        kafka.restart();

        send("after");
        assertThat(records(2)).containsExactly("before", "after");
    }

    @Test
    void keeps_its_records_when_it_moves_to_another_port() throws Exception {
        kafka.start();
        send("here");
        kafka.stop();

        kafka = new KafkaServer(data, FreePorts.next());
        kafka.start();

        assertThat(records(1)).containsExactly("here");
    }

    @Test
    void is_silent_while_it_is_paused_and_goes_on_afterwards() throws Exception {
        kafka.start();

        kafka.pause();
        assertThat(KafkaConsole.answers(kafka.port())).isFalse();
        kafka.resume();

        send("quota");
        assertThat(records(1)).containsExactly("quota");
    }

    @Test
    void runs_with_the_labs_settings() throws IOException {
        kafka.start();

        assertThat(Files.readString(data.resolve("server.properties")))
                .startsWith(Resources.read("kafka.properties"))
                .contains("group.consumer.session.timeout.ms=6000");
    }

    @Test
    void says_that_its_port_is_taken() throws IOException {
        try (var _ = new ServerSocket(kafka.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(kafka::start)
                    .hasMessage("Kafka cannot start: port %d is in use by another process", kafka.port());
        }
    }

    private void send(String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", address()), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("quotas", 0, "alice", value))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private List<String> records(int count) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("quotas", 0)));
            var values = new ArrayList<String>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private String address() {
        return "127.0.0.1:" + kafka.port();
    }
}
