import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.exercise.EnvironmentFailure;
import katas.lab.testing.exercise.Run;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of its own, who writes to it, and the consumers that follow it. */
final class Street implements AutoCloseable {

    static final int PARTITIONS = 4;

    private static final int PATIENCE_MILLIS = 20_000;

    private final KafkaHandle kafka;
    private final String topic;
    private final String group;
    private final String prefix;
    private final KafkaProducer<String, byte[]> producer;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> redis;
    private final List<BoughtTogether> consumers = new ArrayList<>();
    private final List<Future<?>> underWay = new ArrayList<>();
    private int sent;

    Street(Run run, KafkaHandle kafka, RedisHandle handle) {
        this.kafka = kafka;
        this.topic = run.unique("carts");
        this.group = run.unique("bought-together");
        this.prefix = run.unique("exercise") + ":{together}:";
        Map<String, Object> address = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        try (var admin = Admin.create(address)) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
                        false,
                        // on a topic this new the second request may be taken, and the first one never (KAFKA-15591)
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MILLIS,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        PATIENCE_MILLIS),
                new StringSerializer(),
                new ByteArraySerializer());
        this.client = RedisClient.create(handle.uri());
        this.redis = client.connect();
    }

    /** Opens a consumer whose Redis always answers. */
    BoughtTogether open() {
        return open(redis.sync());
    }

    BoughtTogether open(RedisCommands<String, String> commands) {
        var opened = new BoughtTogether(shop(commands));
        consumers.add(opened);
        return opened;
    }

    Shop shop(RedisCommands<String, String> commands) {
        return new Shop(kafka.bootstrapServers(), topic, group, commands, prefix);
    }

    RedisCommands<String, String> redis() {
        return redis.sync();
    }

    /** Says that carts with these SKUs were checked out; returns the ids of the events. */
    List<String> checkOut(int carts, String... skus) {
        return Stream.generate(() -> "msg_" + ++sent)
                .limit(carts)
                .map(id -> send(id, "cart_" + id, skus))
                .toList();
    }

    /** Says again what was said: a relay that crashed before it noted that it had. */
    void sayAgain(List<String> ids, String... skus) {
        ids.forEach(id -> send(id, "cart_" + id, skus));
    }

    private String send(String id, String cart, String... skus) {
        var lines = Stream.of(skus)
                .map(sku -> "{\"sku\":\"%s\",\"quantity\":1,\"unitPrice\":{\"amount\":350,\"currency\":\"EUR\"}}"
                        .formatted(sku))
                .collect(Collectors.joining(","));
        var value = "{\"cartId\":\"%s\",\"version\":3,\"lines\":[%s]}".formatted(cart, lines);
        send(Checkout.TYPE, id, cart, value.getBytes(StandardCharsets.UTF_8), null);
        return id;
    }

    /** Sends a checkout whose bytes nobody can read, to every partition. */
    void sendGarbage() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            send(Checkout.TYPE, "garbage_" + partition, null, new byte[] {(byte) 0xc3, 0x28, 0, 1}, partition);
        }
    }

    /** Sends an event that is none of the consumer's business. */
    void sendOther(int count) {
        for (int i = 0; i < count; i++) {
            send(
                    "shopping-cart.cart-created.v1",
                    "created_" + i,
                    "cart_c" + i,
                    "{}".getBytes(StandardCharsets.UTF_8),
                    null);
        }
    }

    /** Puts a checkout of {@code end} and {@code mark} into every partition: when all are counted, so is all before. */
    void mark() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            var lines = "{\"lines\":[{\"sku\":\"end\"},{\"sku\":\"mark\"}]}";
            send(Checkout.TYPE, "mark_" + ++sent, null, lines.getBytes(StandardCharsets.UTF_8), partition);
        }
    }

    private void send(String type, String id, String key, byte[] value, Integer partition) {
        var message = new ProducerRecord<>(topic, partition, key, value);
        message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        message.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        underWay.add(producer.send(message));
    }

    /** Waits until all that was sent is in the topic; that it is not there is nothing that a learner can help. */
    void flush() {
        try {
            for (var record : underWay) {
                record.get();
            }
        } catch (ExecutionException e) {
            throw new EnvironmentFailure("Kafka did not take what the check sent: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        underWay.clear();
    }

    @Override
    public void close() {
        consumers.forEach(BoughtTogether::close);
        producer.close(Duration.ZERO);
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    }
}
