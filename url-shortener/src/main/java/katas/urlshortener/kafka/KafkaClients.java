package katas.urlshortener.kafka;

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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Makes clients of Kafka. Their constructors fail, with a {@link org.apache.kafka.common.KafkaException}, while its name
 * cannot be resolved.
 *
 * @param producer where Kafka is, and how to get in, for who writes
 * @param consumer the same for who reads
 * @param admin the same for who makes topics
 */
public record KafkaClients(Map<String, Object> producer, Map<String, Object> consumer, Map<String, Object> admin) {
    private static final int DELIVERY_MILLIS = 120_000;
    private static final int REQUEST_MILLIS = 10_000;
    private static final int ADMIN_MILLIS = 3_000;
    private static final int MOST_AT_ONCE = 500;

    /** Makes clients for a Kafka that lets everybody in. */
    public static KafkaClients of(String bootstrapServers) {
        Map<String, Object> address = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaClients(address, address, address);
    }

    /** Returns a producer whose acknowledgements mean that a record is in the log, once. */
    Producer<String, byte[]> acknowledgedProducer() {
        return producer(Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // a leader that is new takes the second request, and never the first that was refused (KAFKA-15591)
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_MILLIS,
                // so long a click waits for Kafka if the buffer has room for it
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                DELIVERY_MILLIS,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                DELIVERY_MILLIS));
    }

    public Producer<String, byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(with(producer, settings), new StringSerializer(), new ByteArraySerializer());
    }

    /** Returns a member of a group that shares the partitions, and keeps its offsets elsewhere. */
    Consumer<String, byte[]> consumer(String group, Map<String, Object> settings) {
        var all = new HashMap<String, Object>(Map.of(
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                "consumer",
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // nobody but the counts says where to go on
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // one script holds Redis up for no longer than these take
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MOST_AT_ONCE));
        all.putAll(settings);
        return new KafkaConsumer<>(with(consumer, all), new StringDeserializer(), new ByteArrayDeserializer());
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
