package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import katas.lab.testing.KafkaHandle;
import katas.shopping.Shards;
import katas.shopping.messages.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What nobody can read is put aside with what comes after it, and can be seen and tried again. */
@RunningService
class DeadLettersIT {
    private static final String PATH = "/v1/dead-letters";
    private static final String CONSUMER = "view-carts-g1";
    private static final String VALUE = "what-nobody-can-read";

    private final Shop shop;
    private final KafkaHandle kafka;

    DeadLettersIT(@LocalServerPort int port, KafkaHandle kafka) {
        this.shop = Shop.at(port);
        this.kafka = kafka;
    }

    @Test
    void a_sick_cart_waits_with_its_later_events_and_others_go_on() throws Exception {
        var sku = shop.selling(10, 199);
        var sick = shop.cart(shop.guest);
        poison(id(sick));
        await().atMost(Shop.PATIENCE).until(() -> letter(sick).isPresent());

        shop.put(shop.guest, sick, sku, 1);
        var healthy = shop.cartWith(sku, 2);

        await().atMost(Shop.PATIENCE)
                .until(() -> letter(sick).orElseThrow().get("waiting").intValue() == 2);
        await().atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(
                                view(healthy).at("/lines/" + sku + "/quantity").intValue())
                        .isEqualTo(2));
        assertThat(view(sick).get("version").intValue()).isEqualTo(1);
        var letter = letter(sick).orElseThrow();
        assertThat(letter.get("topic").stringValue()).isEqualTo("web.carts.v1");
        assertThat(letter.get("partition").intValue()).isEqualTo(Shards.of(id(sick)));
        assertThat(letter.get("reason").stringValue()).isNotBlank().doesNotContain(VALUE);
    }

    @Test
    void a_redrive_that_meets_the_same_sickness_says_so_and_everything_waits_as_before() throws Exception {
        var sick = shop.cart(shop.guest);
        poison(id(sick));
        await().atMost(Shop.PATIENCE).until(() -> letter(sick).isPresent());
        var before = letter(sick).orElseThrow();

        var redriven = shop.admin.post(PATH + "/" + before.get("id").stringValue() + "/redrive", "");

        assertThat(redriven.problem()).isEqualTo(new Answer.Problem(409, "/problems/still-sick", ""));
        assertThat(redriven.json().at("/letter/offset")).isEqualTo(before.get("offset"));
        assertThat(letter(sick)).contains(before);
    }

    private Optional<JsonNode> letter(String cart) {
        return shop.admin
                .get(PATH)
                .json()
                .get("items")
                .valueStream()
                .filter(letter -> letter.get("consumer").stringValue().equals(CONSUMER))
                .filter(letter -> letter.get("key").stringValue().equals(id(cart)))
                .findFirst();
    }

    private JsonNode view(String cart) {
        return shop.admin.get("/v1/projections/carts/" + id(cart)).json();
    }

    private void poison(String cartId) throws Exception {
        // once its first event is there, or the poison would come before it
        await().atMost(Shop.PATIENCE)
                .until(() -> shop.admin.get("/v1/projections/carts/" + cartId).status() == 200);
        var settings = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topic.CARTS.named("web"), Shards.of(cartId), bytes(cartId), bytes(VALUE), List.of()))
                    .get();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
