package katas.shopping.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import katas.lab.testing.LogOfThisThread;
import katas.shopping.MemoryDeadLetters;
import katas.shopping.MemoryStore;
import katas.shopping.Shards;
import katas.shopping.StoreUnavailable;
import katas.shopping.effect.Delivery;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Reception;
import katas.shopping.json.CloudEvents;
import katas.shopping.json.MessageFormat;
import katas.shopping.messages.CartEvent.CartReopened;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsumingTest {
    private static final TopicPartition WELL = new TopicPartition("carts", 0);
    private static final TopicPartition SICK = new TopicPartition("carts", 1);

    private final MockConsumer<byte[], byte[]> kafka = new MockConsumer<>("earliest");
    private final MemoryStore store = new MemoryStore();
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private boolean away = true;
    private long nanos;
    private long offset;

    @AfterEach
    void close() {
        hands.close();
    }

    @Test
    void a_partition_that_rests_is_told_once_when_it_begins_and_once_when_it_ends() throws Exception {
        var consuming = consuming();
        try (var log = LogOfThisThread.of(Consuming.class)) {
            for (int step = 0; step < 5; step++) {
                send(SICK, "cart_sick", 0);
                send(WELL, "cart_well", offset++);
                consuming.step();
                nanos += Duration.ofSeconds(1).toNanos();
            }
            assertThat(log.messages()).containsExactly("messages cannot be handled now consumer=test first=carts-1");

            away = false;
            send(SICK, "cart_sick", 0);
            consuming.step();
            consuming.step();

            assertThat(log.messages())
                    .hasSize(2)
                    .last()
                    .isEqualTo("no message waits any more to be handled consumer=test");
        }
    }

    private Consuming consuming() {
        Effects effects = effect -> {
            if (away && effect.shard() == Shards.of("cart_sick")) {
                throw new StoreUnavailable("away", null);
            }
            return store.apply(effect);
        };
        var delivery = new Delivery("test", message -> Optional.empty(), effects, Passage.OPEN);
        var reception = new Reception(delivery, new MemoryDeadLetters(store), new CloudEvents());
        kafka.assign(List.of(WELL, SICK));
        kafka.updateBeginningOffsets(Map.of(WELL, 0L, SICK, 0L));
        return new Consuming(kafka, reception, Passage.OPEN, hands, () -> nanos);
    }

    private void send(TopicPartition partition, String cart, long at) {
        var event = new CartReopened(cart, 1, "order_1");
        var headers = CloudEvents.headers("cart", cart + at, MessageFormat.typeOf(event), Instant.EPOCH, null);
        var record = MessageRecords.write(partition.topic(), 0, cart, headers, new MessageFormat().write(event));
        kafka.addRecord(new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                at,
                TimestampType.CREATE_TIME.id,
                TimestampType.CREATE_TIME,
                0,
                0,
                cart.getBytes(StandardCharsets.UTF_8),
                record.value(),
                record.headers(),
                Optional.empty()));
    }
}
