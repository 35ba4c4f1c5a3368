package katas.webhooks.kafka;

import static katas.webhooks.message.Sent.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import katas.lab.testing.MutableClock;
import katas.webhooks.Crashed;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.message.Message;
import katas.webhooks.message.Sent;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumingTest {
    private static final TopicPartition WELL = new TopicPartition("messages", 0);
    private static final TopicPartition SICK = new TopicPartition("messages", 1);

    private boolean commitsFail;
    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest") {
        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (commitsFail) {
                throw new KafkaException("away");
            }
            super.commitSync(offsets);
        }
    };
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> handled = new ConcurrentLinkedQueue<>();
    private final Set<String> sick = ConcurrentHashMap.newKeySet();
    private final Set<String> poisonous = ConcurrentHashMap.newKeySet();
    private final Set<String> deadly = ConcurrentHashMap.newKeySet();
    private final Queue<String> survived = new ConcurrentLinkedQueue<>();
    private final MutableClock clock = MutableClock.at(NOON);
    private final Backlog backlog = new Backlog(clock);
    private final Parking parking = new Parking(() -> this.nanos);
    private final Queue<Duration> ages = new ConcurrentLinkedQueue<>();
    private long nanos;
    private final Consuming consuming =
            new Consuming(kafka, this::handle, backlog, parking, (doing, _) -> survived.add(doing), hands, () -> nanos);

    @BeforeEach
    void assign() {
        kafka.assign(List.of(WELL, SICK));
        kafka.updateBeginningOffsets(Map.of(WELL, 0L, SICK, 0L));
    }

    @AfterEach
    void close() {
        hands.close();
    }

    private void handle(Message message) {
        backlog.age().ifPresent(ages::add);
        if (sick.contains(message.id())) {
            throw new StoreUnavailable("away", null);
        }
        if (poisonous.contains(message.id())) {
            throw new IllegalStateException("poison");
        }
        if (deadly.contains(message.id())) {
            throw new Crashed();
        }
        handled.add(message.id());
    }

    private void send(TopicPartition partition, long offset, String id) {
        send(partition, offset, id, Duration.ZERO);
    }

    private void send(TopicPartition partition, long offset, String id, Duration ago) {
        var record = MessageRecords.write(partition.topic(), Sent.message(id, "acme"));
        long accepted = NOON.minus(ago).toEpochMilli();
        kafka.addRecord(Records.consumed(record, partition.partition(), offset, accepted));
    }

    private long committed(TopicPartition partition) {
        var offset = kafka.committed(Set.of(partition)).get(partition);
        return offset == null ? -1 : offset.offset();
    }

    @Test
    void an_offset_is_committed_after_everything_before_it_was_handled() throws InterruptedException {
        send(WELL, 0, "msg_0");
        send(WELL, 1, "msg_1");

        consuming.step();

        assertThat(handled).containsExactly("msg_0", "msg_1");
        assertThat(committed(WELL)).isEqualTo(2);
    }

    @Test
    void who_dies_of_a_message_commits_neither_it_nor_what_came_with_it() {
        deadly.add("msg_1");
        send(WELL, 0, "msg_0");
        send(WELL, 1, "msg_1");

        assertThatThrownBy(consuming::step).isInstanceOf(Crashed.class);

        assertThat(committed(WELL)).isEqualTo(-1);
    }

    @Test
    void a_message_that_cannot_be_handled_now_makes_its_partition_rest_and_the_others_go_on()
            throws InterruptedException {
        sick.add("msg_sick");
        send(SICK, 0, "msg_before");
        send(SICK, 1, "msg_sick");
        send(SICK, 2, "msg_behind");
        send(WELL, 0, "msg_well");
        consuming.step();
        assertThat(handled).containsExactlyInAnyOrder("msg_before", "msg_well");
        assertThat(committed(SICK)).isOne();
        assertThat(kafka.paused()).containsExactly(SICK);
        assertThat(survived).containsExactly("make deliveries of a message");

        sick.clear();
        nanos += Duration.ofSeconds(1).toNanos();
        send(SICK, 1, "msg_sick");
        send(SICK, 2, "msg_behind");
        consuming.step();

        assertThat(handled).endsWith("msg_sick", "msg_behind").doesNotHaveDuplicates();
        assertThat(committed(SICK)).isEqualTo(3);
    }

    @Test
    void the_oldest_message_without_deliveries_says_how_far_behind_it_is() throws InterruptedException {
        sick.add("msg_sick");
        send(SICK, 0, "msg_sick", Duration.ofSeconds(60));
        send(WELL, 0, "msg_well", Duration.ofSeconds(90));
        consuming.step();
        assertThat(ages).contains(Duration.ofSeconds(90));
        assertThat(backlog.age()).contains(Duration.ofSeconds(60));

        clock.advance(Duration.ofSeconds(5));
        assertThat(backlog.age()).contains(Duration.ofSeconds(65));

        sick.clear();
        nanos += Duration.ofSeconds(1).toNanos();
        send(SICK, 0, "msg_sick", Duration.ofSeconds(60));
        consuming.step();
        assertThat(backlog.age()).contains(Duration.ZERO);
    }

    @Test
    void while_there_is_more_to_come_it_is_as_far_behind_as_what_it_handled_last() throws InterruptedException {
        kafka.updateEndOffsets(Map.of(WELL, 3L));
        send(WELL, 0, "msg_0", Duration.ofSeconds(60));
        send(WELL, 1, "msg_1", Duration.ofSeconds(40));
        consuming.step();
        assertThat(backlog.age()).contains(Duration.ofSeconds(40));
    }

    @Test
    void how_far_behind_it_is_is_not_known_before_it_has_looked_nor_of_what_it_lost() throws InterruptedException {
        assertThat(backlog.age()).isEmpty();

        consuming.step();
        assertThat(backlog.age()).contains(Duration.ZERO);

        consuming.onPartitionsRevoked(List.of(WELL, SICK));
        assertThat(backlog.age()).isEmpty();
    }

    @Test
    void a_record_that_nobody_can_read_stops_nobody() throws InterruptedException {
        var garbage = new ProducerRecord<>(WELL.topic(), new byte[0], new byte[] {1, 2, 3});
        kafka.addRecord(Records.consumed(garbage, WELL.partition(), 0));
        send(WELL, 1, "msg_1");

        consuming.step();

        assertThat(handled).containsExactly("msg_1");
        assertThat(committed(WELL)).isEqualTo(2);
        assertThat(parking.parked()).isOne();
    }

    @Test
    void a_message_that_fails_for_five_minutes_though_redis_is_there_is_parked_and_what_is_behind_it_goes_on()
            throws InterruptedException {
        poisonous.add("msg_poison");
        send(SICK, 0, "msg_poison");
        consuming.step();
        nanos += Parking.PATIENCE.toNanos() - 1;
        send(SICK, 0, "msg_poison");
        send(SICK, 1, "msg_behind");
        consuming.step();
        assertThat(handled).isEmpty();
        assertThat(committed(SICK)).isZero();

        nanos += Duration.ofSeconds(1).toNanos();
        send(SICK, 0, "msg_poison");
        send(SICK, 1, "msg_behind");
        consuming.step();

        assertThat(handled).containsExactly("msg_behind");
        assertThat(committed(SICK)).isEqualTo(2);
        assertThat(parking.parked()).isOne();
    }

    @Test
    void a_message_that_waits_for_redis_waits_as_long_as_redis_is_away() throws InterruptedException {
        sick.add("msg_sick");
        for (int day = 0; day < 3; day++) {
            send(SICK, 0, "msg_sick");
            consuming.step();
            nanos += Duration.ofDays(1).toNanos();
        }

        assertThat(committed(SICK)).isZero();
        assertThat(parking.parked()).isZero();
    }

    @Test
    void a_fault_before_an_outage_and_one_after_it_are_no_five_minutes_of_faults() throws InterruptedException {
        poisonous.add("msg_poison");
        send(SICK, 0, "msg_poison");
        consuming.step();
        sick.add("msg_poison");
        nanos += Duration.ofMinutes(1).toNanos();
        send(SICK, 0, "msg_poison");
        consuming.step();
        sick.clear();
        nanos += Duration.ofHours(1).toNanos();
        send(SICK, 0, "msg_poison");
        consuming.step();
        assertThat(parking.parked()).isZero();

        nanos += Parking.PATIENCE.toNanos();
        send(SICK, 0, "msg_poison");
        consuming.step();

        assertThat(parking.parked()).isOne();
        assertThat(committed(SICK)).isOne();
    }

    @Test
    void an_offset_that_cannot_be_committed_now_is_so_later() throws InterruptedException {
        send(WELL, 0, "msg_0");
        commitsFail = true;
        consuming.step();
        assertThat(committed(WELL)).isEqualTo(-1);

        commitsFail = false;
        consuming.step();

        assertThat(committed(WELL)).isOne();
    }
}
