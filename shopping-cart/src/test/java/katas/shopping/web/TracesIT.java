package katas.shopping.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.shopping.messages.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One trace joins a request with every event that came of it. */
@RunningService
class TracesIT {
    private static final String COMPLETED = "shopping-cart.order-completed.v1";
    private static final String COMPENSATED = "shopping-cart.order-compensated.v1";

    private final Shop shop;
    private final KafkaHandle kafka;

    TracesIT(@LocalServerPort int port, KafkaHandle kafka) {
        this.shop = Shop.at(port);
        this.kafka = kafka;
    }

    @Test
    void every_message_of_a_checkout_carries_the_trace_of_its_request_also_what_a_timer_brought_about() {
        var cart = shop.cartWith(shop.selling(3, 199), 1);
        var trace = newTrace();
        var caller = shop.guest.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        var order = shop.checkout(caller, cart, "ok").header("Location");
        shop.decided(shop.guest, order);

        await().atMost(Shop.PATIENCE).until(() -> typesOf(trace), types -> types.contains(COMPLETED));
        assertThat(typesOf(trace))
                .containsExactlyInAnyOrder(
                        "shopping-cart.cart-checked-out.v2",
                        "shopping-cart.keep-payment-token.v1",
                        "shopping-cart.reserve-stock.v1",
                        "shopping-cart.stock-reserved.v1",
                        "shopping-cart.capture-payment.v2",
                        "shopping-cart.payment-captured.v1",
                        "shopping-cart.commit-stock.v1",
                        "shopping-cart.stock-sold.v1",
                        COMPLETED);
    }

    @Test
    void what_undoes_an_order_belongs_to_its_trace_too() {
        var cart = shop.cartWith(shop.selling(3, 199), 1);
        var trace = newTrace();
        var caller = shop.guest.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        var order = shop.checkout(caller, cart, "declined").header("Location");
        shop.decided(shop.guest, order);

        await().atMost(Shop.PATIENCE).until(() -> typesOf(trace), types -> types.contains(COMPENSATED));
        assertThat(typesOf(trace))
                .contains(
                        "shopping-cart.payment-declined.v1",
                        "shopping-cart.release-stock.v1",
                        "shopping-cart.stock-released.v1");
    }

    @Test
    void what_a_customer_pays_with_is_in_no_topic_but_that_of_the_payment_commands() {
        var token = "tok-" + UUID.randomUUID();
        var cart = shop.cartWith(shop.selling(3, 199), 1);

        shop.decided(shop.guest, shop.checkout(shop.guest, cart, token).header("Location"));

        assertThat(records()
                        .filter(record -> new String(record.value(), StandardCharsets.UTF_8).contains(token))
                        .map(ConsumerRecord::topic))
                .containsExactly(Topic.PAYMENT_COMMANDS.named("web"));
    }

    private static String newTrace() {
        var id = UUID.randomUUID();
        return HexFormat.of().toHexDigits(id.getMostSignificantBits())
                + HexFormat.of().toHexDigits(id.getLeastSignificantBits());
    }

    private List<String> typesOf(String trace) {
        return records()
                .filter(record -> header(record, "traceparent").startsWith("00-" + trace + "-"))
                .map(record -> header(record, "ce_type"))
                .toList();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Returns all that is in the topics now. */
    private Stream<ConsumerRecord<byte[], byte[]>> records() {
        var settings = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = Stream.of(Topic.values())
                    .flatMap(topic -> consumer.partitionsFor(topic.named("web")).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < requireNonNull(ends.get(partition)))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all.stream();
    }
}
