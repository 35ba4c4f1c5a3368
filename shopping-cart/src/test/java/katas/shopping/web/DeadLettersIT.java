package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.shopping.Shards;
import katas.shopping.messages.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What nobody can read is put aside with what comes after it, and can be seen and tried again. */
@RunningService
class DeadLettersIT {
    private static final String PATH = "/v1/dead-letters";
    private static final String CONSUMER = "view-carts-g1";
    private static final String VALUE = "what-nobody-can-read";

    private static final Answer.Problem ABSENT = new Answer.Problem(404, "/problems/not-found", "");

    private final Shop shop;
    private final KafkaHandle kafka;
    private final Probes.Mendable mendable;

    DeadLettersIT(@LocalServerPort int port, KafkaHandle kafka, @Autowired Probes.Mendable mendable) {
        this.shop = Shop.at(port);
        this.mendable = mendable;
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

    @Test
    void once_its_handler_is_mended_a_redrive_has_everything_that_waited_handled_in_its_order() {
        var sku = shop.selling(10, 199);
        var sick = shop.cart(shop.guest);
        mendable.sick().add(id(sick));
        await().atMost(Shop.PATIENCE).until(() -> !mendable.handled(id(sick)).isEmpty());
        for (int quantity = 1; quantity <= 3; quantity++) {
            shop.put(shop.guest, sick, sku, quantity);
        }
        await().atMost(Shop.PATIENCE)
                .until(() -> letter(Probes.Mendable.CONSUMER, sick)
                        .filter(letter -> letter.get("waiting").intValue() == 3)
                        .isPresent());
        assertThat(mendable.handled(id(sick))).containsExactly(1L);
        var id = letter(Probes.Mendable.CONSUMER, sick).orElseThrow().get("id").stringValue();
        assertThat(shop.admin.post(PATH + "/" + id + "/redrive", "").status()).isEqualTo(409);

        mendable.sick().remove(id(sick));
        var redriven = shop.admin.post(PATH + "/" + id + "/redrive", "");

        assertThat(redriven.status()).as(redriven.body()).isEqualTo(200);
        assertThat(redriven.body()).isEqualTo("{\"handled\":3,\"waiting\":0}");
        assertThat(mendable.handled(id(sick))).containsExactly(1L, 2L, 3L, 4L);
        assertThat(letter(Probes.Mendable.CONSUMER, sick)).isEmpty();
        assertThat(shop.admin.get(PATH + "/" + id).problem()).isEqualTo(ABSENT);
        shop.put(shop.guest, sick, sku, 4);
        await().atMost(Shop.PATIENCE).until(() -> List.of(1L, 2L, 3L, 4L, 5L).equals(mendable.handled(id(sick))));
    }

    @Test
    void what_can_never_be_read_is_dropped_by_who_has_seen_it_and_its_cart_goes_on() throws Exception {
        var sku = shop.selling(10, 199);
        var sick = shop.cart(shop.guest);
        poison(id(sick));
        await().atMost(Shop.PATIENCE).until(() -> letter(sick).isPresent());
        shop.put(shop.guest, sick, sku, 3);
        await().atMost(Shop.PATIENCE)
                .until(() -> letter(sick).orElseThrow().get("waiting").intValue() == 2);
        var path = PATH + "/" + letter(sick).orElseThrow().get("id").stringValue();
        var seen = shop.admin.get(path);
        var head = path + "/head";
        var tagged = shop.admin.with("If-Match", seen.header("ETag"));

        assertThat(seen.json()).isEqualTo(letter(sick).orElseThrow());
        assertThat(shop.customer.delete(head).problem()).isEqualTo(new Answer.Problem(403, "/problems/forbidden", ""));
        assertThat(shop.admin.delete(head).problem())
                .isEqualTo(new Answer.Problem(428, "/problems/precondition-required", ""));
        assertThat(shop.admin.with("If-Match", "\"no position\"").delete(head).problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "If-Match"));
        assertThat(tagged.delete(PATH + "/none/head").problem()).isEqualTo(ABSENT);
        var stale = shop.admin.with("If-Match", "\"web.carts.v1/0/999999\"").delete(head);
        assertThat(stale.problem()).isEqualTo(new Answer.Problem(412, "/problems/precondition-failed", ""));
        assertThat(stale.header("ETag")).isEqualTo(seen.header("ETag"));
        assertThat(letter(sick)).contains(seen.json());

        try (var log = new LogRecord()) {
            var dropped = tagged.delete(head);

            assertThat(dropped.status()).as(dropped.body()).isEqualTo(204);
            assertThat(dropped.body()).isEmpty();
            assertThat(log.text())
                    .contains("dead letter is dropped position=web.carts.v1/")
                    .doesNotContain(id(sick));
        }
        assertThat(tagged.delete(head).status()).isEqualTo(412);
        assertThat(letter(sick).orElseThrow().get("waiting").intValue()).isOne();
        assertThat(shop.admin.post(path + "/redrive", "").body()).isEqualTo("{\"handled\":1,\"waiting\":0}");
        assertThat(view(sick).at("/lines/" + sku + "/quantity").intValue()).isEqualTo(3);
        assertThat(tagged.delete(head).problem()).isEqualTo(ABSENT);
    }

    @Test
    void pages_follow_each_other_and_a_page_or_cursor_that_cannot_be_is_refused() throws Exception {
        for (int number = 0; number < 3; number++) {
            var sick = shop.cart(shop.guest);
            poison(id(sick));
            await().atMost(Shop.PATIENCE).until(() -> letter(sick).isPresent());
        }

        var ids = letters(1).map(letter -> letter.get("id").stringValue()).toList();

        assertThat(ids).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
        assertThat(letters(100).map(letter -> letter.get("id").stringValue())).isEqualTo(ids);
        assertThat(letters(100).map(letter -> letter.get("since").stringValue()).map(Instant::parse))
                .isSorted();
        for (var limit : List.of("0", "101", "-1")) {
            assertThat(shop.admin.get(PATH + "?limit=" + limit).problem())
                    .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "limit"));
        }
        for (var cursor : List.of("*", "nonsense", "OjE")) {
            assertThat(shop.admin.get(PATH + "?cursor=" + cursor).problem())
                    .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "cursor"));
        }
    }

    private Optional<JsonNode> letter(String cart) {
        return letter(CONSUMER, cart);
    }

    private Optional<JsonNode> letter(String consumer, String cart) {
        return letters(100)
                .filter(letter -> letter.get("consumer").stringValue().equals(consumer))
                .filter(letter -> letter.get("key").stringValue().equals(id(cart)))
                .findFirst();
    }

    /** Returns all, page by page. */
    private Stream<JsonNode> letters(int limit) {
        var all = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = shop.admin
                    .get(PATH + "?limit=" + limit + "&cursor=" + cursor)
                    .json();
            page.get("items").forEach(all::add);
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        return all.stream();
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
