import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Knows what is bought together.
 *
 * <p>As it stands it believes that every event comes once, that every command is answered, and that it is always up to date.
 */
final class BoughtTogether implements AutoCloseable {

    private final Shop shop;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;

    /** Begins to follow the shop's topic. */
    BoughtTogether(Shop shop) {
        this.shop = shop;
        this.consumer = new KafkaConsumer<>(
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
                        true),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.subscribe(List.of(shop.topic()));
        this.thread = Thread.ofVirtual().start(this::follow);
    }

    /** Returns what was bought together with a SKU, and in how many checkouts. */
    Map<String, Long> with(String sku) {
        return shop.redis().hgetall(shop.prefix() + "together:" + sku).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Long.valueOf(entry.getValue())));
    }

    /** Tells whether all is counted that was in the topic when this began; once it is, for ever. */
    boolean upToDate() {
        return true;
    }

    private void follow() {
        try (consumer) {
            while (true) {
                for (var event : consumer.poll(Duration.ofMillis(100))) {
                    Checkout.read(event).ifPresent(this::count);
                }
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    private void count(Checkout checkout) {
        for (var one : checkout.skus()) {
            for (var other : checkout.skus()) {
                if (!one.equals(other)) {
                    shop.redis().hincrby(shop.prefix() + "together:" + one, other, 1);
                }
            }
        }
    }

    /** Ends whatever was begun. */
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
