package katas.webhooks.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes clients of Kafka. Their constructors fail, with a {@link org.apache.kafka.common.KafkaException}, while its name
 * cannot be resolved.
 *
 * @param producer where Kafka is, and how to get in, for who writes
 * @param consumer the same for who reads
 * @param admin the same for who makes topics
 */
public record KafkaClients(Map<String, Object> producer, Map<String, Object> consumer, Map<String, Object> admin) {
    private static final int ADMIN_MILLIS = 3_000;
    private static final int COMMIT_MILLIS = 5_000;
    /** So few that a partition with many waits for none of the others long. */
    private static final int MOST_AT_ONCE = 100;

    /** So few that what waits in memory is little of it. */
    private static final int FETCHED_BYTES = 4 * 1024 * 1024;

    private static final int BATCH_BYTES = 128 * 1024;

    /** Makes clients for a Kafka that lets everybody in. */
    public static KafkaClients of(String bootstrapServers) {
        Map<String, Object> address = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaClients(address, address, address);
    }

    /**
     * Returns a producer whose acknowledgements mean that a record is in the log of all replicas in sync.
     *
     * @param patience after which it gives a record up
     */
    Producer<byte[], byte[]> producer(Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        return new KafkaProducer<>(
                with(
                        producer,
                        Map.of(
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                // a leader that is new takes the second request though the first was refused
                                // (KAFKA-15591)
                                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                                1,
                                ProducerConfig.LINGER_MS_CONFIG,
                                0,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                millis,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                millis,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                millis,
                                ProducerConfig.BATCH_SIZE_CONFIG,
                                BATCH_BYTES)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Returns a member of a group that shares the partitions, and begins with their first record. */
    Consumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                with(
                        consumer,
                        Map.of(
                                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                                "consumer",
                                ConsumerConfig.GROUP_ID_CONFIG,
                                group,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false,
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                COMMIT_MILLIS,
                                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                COMMIT_MILLIS,
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                FETCHED_BYTES,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                MOST_AT_ONCE)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    Admin openAdmin() {
        return Admin.create(with(
                admin,
                Map.of(
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        ADMIN_MILLIS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        ADMIN_MILLIS)));
    }

    private static Map<String, Object> with(Map<String, Object> given, Map<String, Object> ours) {
        var all = new HashMap<>(given);
        all.putAll(ours);
        return all;
    }
}
