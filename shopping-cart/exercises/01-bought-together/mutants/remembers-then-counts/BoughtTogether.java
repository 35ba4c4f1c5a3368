import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Remembers the event, and counts it afterwards. */
final class BoughtTogether implements AutoCloseable {

    private static final String COUNT = """
            for i = 2, #ARGV do
              for j = 2, #ARGV do
                if i ~= j then redis.call('HINCRBY', KEYS[2] .. ARGV[i], ARGV[j], 1) end
              end
            end
            return 1
            """;

    private final Shop shop;
    private final Map<TopicPartition, Long> ends;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean caughtUp;

    BoughtTogether(Shop shop) {
        this.shop = shop;
        this.consumer = consumer();
        var partitions = consumer.partitionsFor(shop.topic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        this.ends = consumer.endOffsets(partitions);
        consumer.subscribe(List.of(shop.topic()));
        this.thread = Thread.ofVirtual().start(this::follow);
    }

    Map<String, Long> with(String sku) {
        return shop.redis().hgetall(together() + sku).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Long.valueOf(entry.getValue())));
    }

    boolean upToDate() {
        return caughtUp;
    }

    private void follow() {
        try (consumer) {
            while (true) {
                var records = consumer.poll(Duration.ofMillis(100));
                consumer.commitSync(counted(records));
                caughtUp = caughtUp || hasCaughtUp();
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    /** Counts what it can, and goes back to what it could not; returns how far it came. */
    private Map<TopicPartition, OffsetAndMetadata> counted(ConsumerRecords<String, byte[]> records) {
        var next = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : records.partitions()) {
            for (var event : records.records(partition)) {
                if (!count(event)) {
                    consumer.seek(partition, event.offset());
                    break;
                }
                next.put(partition, new OffsetAndMetadata(event.offset() + 1));
            }
        }
        return next;
    }

    /** Asks how far all instances of the group have come: this one has only some of the partitions. */
    private boolean hasCaughtUp() {
        var committed = consumer.committed(ends.keySet());
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0
                        || committed.get(end.getKey()) != null
                                && committed.get(end.getKey()).offset() >= end.getValue());
    }

    private boolean count(ConsumerRecord<String, byte[]> event) {
        try {
            Checkout.read(event).ifPresent(this::count);
            return true;
        } catch (IllegalArgumentException e) {
            // nobody can read it, today or tomorrow; a real one parks it
            return true;
        } catch (RedisException e) {
            return false;
        }
    }

    private void count(Checkout checkout) {
        if (shop.redis().sadd(shop.prefix() + "seen", checkout.messageId()) == 0) {
            return;
        }
        var arguments = new String[checkout.skus().size() + 1];
        arguments[0] = checkout.messageId();
        int next = 1;
        for (var sku : checkout.skus()) {
            arguments[next++] = sku;
        }
        shop.redis()
                .eval(COUNT, ScriptOutputType.INTEGER, new String[] {shop.prefix() + "seen", together()}, arguments);
    }

    private String together() {
        return shop.prefix() + "together:";
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        shop.bootstrapServers(),
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                        "consumer",
                        ConsumerConfig.GROUP_ID_CONFIG,
                        shop.group(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
