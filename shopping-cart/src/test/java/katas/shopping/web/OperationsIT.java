package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What those see who explore the service and those who operate it. */
@RunningService
class OperationsIT {
    private final int port;
    private final Shop shop;

    OperationsIT(@LocalServerPort int port) {
        this.port = port;
        this.shop = Shop.at(port);
    }

    /** Topics are made while the first requests are answered. */
    @BeforeEach
    void wait_for_kafka() {
        await().atMost(Shop.PATIENCE)
                .until(() -> shop.guest.get("/actuator/health").status() == 200);
    }

    @Test
    void the_home_page_names_the_running_variant_and_links_to_pages_that_are_there() {
        var page = shop.guest.get("/");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("<strong>orchestrated</strong>");
        assertThat(find("href=\"([^\"]+)\"", page.body()))
                .isNotEmpty()
                // on a busy machine Redis or Kafka may miss the deadline of the one question that health asks
                .allSatisfy(link -> await().atMost(Shop.PATIENCE)
                        .untilAsserted(
                                () -> assertThat(shop.guest.get(link).status()).isIn(200, 302)));
    }

    @RepeatedTest(2)
    void the_three_commands_on_the_home_page_sell_fill_a_cart_and_order_each_time_they_are_pasted() throws Exception {
        var commands = find("(?s)<pre>(.+?)</pre>", shop.guest.get("/").body());

        assertThat(commands)
                .hasSize(3)
                .allSatisfy(command -> assertThat(command).contains("127.0.0.1:" + port));
        assertThat(paste(commands))
                .satisfiesExactly(
                        shop -> assertThat(shop).contains("\"onHand\":5").contains("\"amount\":199"),
                        cart -> assertThat(cart).contains("ETag: \"2\"").contains("\"amount\":398"),
                        order -> assertThat(order)
                                .contains("event: cart-checked-out")
                                .contains("event: stock-sold")
                                .contains("\"state\":\"completed\""));
    }

    @Test
    void the_api_page_tells_of_the_key_and_of_every_answer() {
        var page = shop.guest.get("/v3/api-docs");
        var api = page.json();

        assertThat(api.at("/components/securitySchemes/bearer/scheme").stringValue())
                .isEqualTo("bearer");
        assertThat(api.at("/paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/v1/carts",
                        "/v1/carts/{id}",
                        "/v1/carts/{id}/items/{sku}",
                        "/v1/carts/{id}/merge",
                        "/v1/carts/{id}/checkout",
                        "/v1/orders/{id}",
                        "/v1/orders/{id}/events",
                        "/v1/payment-callbacks/{orderId}",
                        "/v1/inventory/{sku}",
                        "/v1/prices/{sku}",
                        "/v1/sagas",
                        "/v1/dead-letters",
                        "/v1/dead-letters/{id}",
                        "/v1/dead-letters/{id}/head",
                        "/v1/dead-letters/{id}/redrive",
                        "/v1/projections/{name}",
                        "/v1/projections/{name}/{key}",
                        "/v1/projections/{name}/rebuild",
                        "/v1/failing");
        assertThat(api.at("/paths/~1v1~1carts~1{id}~1items~1{sku}/put/responses")
                        .propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "404", "409", "412", "413", "415", "428", "503");
        assertThat(api.at("/paths/~1v1~1carts~1{id}~1checkout/post/responses").propertyNames())
                .containsExactlyInAnyOrder("202", "400", "401", "404", "409", "412", "413", "415", "422", "503");
        assertThat(api.at("/paths/~1v1~1carts~1{id}~1items~1{sku}/delete/responses")
                        .propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "404", "409", "412", "428", "503");
        assertThat(api.at("/paths/~1v1~1payment-callbacks~1{orderId}/post/responses")
                        .propertyNames())
                // a wrong key is refused everywhere
                .containsExactlyInAnyOrder("204", "400", "401", "503");
        assertThat(api.at("/paths/~1v1~1prices~1{sku}/put/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "403", "413", "415", "503");
        assertThat(api.at("/paths/~1v1~1orders~1{id}/get/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "400", "401", "404", "503");
        assertThat(find("\"\\$ref\":\"#([^\"]+)\"", page.body()))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(api.at(reference).isObject()).as(reference).isTrue());
    }

    @Test
    void the_api_page_tells_of_each_answer_that_is_given_to_whoever_asks_for_what_is_not_there_or_cannot_be_done() {
        var cart = shop.cart(shop.guest);
        var sku = shop.selling(1, 199);
        shop.put(shop.guest, cart, sku, 1);
        shop.checkout(shop.guest, cart, "ok");
        var api = shop.guest.get("/v3/api-docs").json();

        var removed = shop.guest.with("If-Match", "\"2\"").delete(cart + "/items/" + sku);
        var answered = Map.of(
                "/paths/~1v1~1carts~1{id}~1items~1{sku}/delete/responses",
                removed,
                "/paths/~1v1~1prices~1{sku}/get/responses",
                shop.admin.get("/v1/prices/nothing-of-this-name"),
                "/paths/~1v1~1inventory~1{sku}/get/responses",
                shop.admin.get("/v1/inventory/nothing-of-this-name"),
                "/paths/~1v1~1projections~1{name}/get/responses",
                shop.admin.get("/v1/projections/nothing"),
                "/paths/~1v1~1projections~1{name}~1{key}/get/responses",
                shop.admin.get("/v1/projections/demand/nothing-of-this-name"),
                "/paths/~1v1~1projections~1{name}~1rebuild/post/responses",
                shop.admin.post("/v1/projections/nothing/rebuild", ""),
                "/paths/~1v1~1dead-letters~1{id}~1redrive/post/responses",
                shop.admin.post("/v1/dead-letters/nothing/redrive", ""));

        assertThat(removed.status()).isEqualTo(409);
        assertThat(answered)
                .allSatisfy((responses, answer) ->
                        assertThat(api.at(responses).propertyNames()).contains(Integer.toString(answer.status())));
        assertThat(api.at("/paths/~1v1~1dead-letters~1{id}~1redrive/post/responses")
                        .propertyNames())
                .contains("404", "409");
    }

    @Test
    void metrics_tell_of_what_waits_and_of_the_provider_and_name_nobody() {
        var sku = shop.selling(5, 199);
        var order = shop.checkout(shop.customer, cartOf(sku), "ok").header("Location");
        shop.decided(shop.customer, order);

        await().atMost(Shop.PATIENCE)
                .untilAsserted(
                        () -> assertThat(metrics())
                                .containsPattern(
                                        "provider_calls_seconds_count\\{.*operation=\"capture\",outcome=\"captured\".*} [1-9]"));
        var metrics = metrics();
        assertThat(metrics)
                .containsPattern("(?m)^dead_letters [0-9]")
                .containsPattern("reservations_oldest_seconds [0-9]")
                .containsPattern("sagas_oldest_seconds [0-9]")
                .contains("provider_calls_active 0.0")
                .containsPattern("resilience4j_circuitbreaker_state\\{.*state=\"closed\"} 1.0")
                .containsPattern("orders_streams [0-9]")
                .contains("uri=\"/v1/carts/{id}/checkout\"");
        assertThat(find("(?m)^outbox_waiting\\{context=\"(.*?)\"}", metrics))
                .containsExactlyInAnyOrder("cart", "order", "inventory", "payment");
        assertThat(find("(?m)^consumer_lag\\{consumer=\"(.*?)\"}", metrics))
                .contains("cart", "order", "inventory", "payment", "view-carts-g1")
                // another test may have had this one built anew
                .anyMatch(consumer -> consumer.startsWith("view-demand-g"));
        assertThat(metrics)
                .doesNotContain(sku)
                .doesNotContain(order.substring(order.lastIndexOf('/') + 1))
                .doesNotContain("demo");
    }

    @Test
    void health_tells_of_redis_and_kafka_and_nothing_of_where_they_are() {
        var health = shop.guest.get("/actuator/health");

        assertThat(health.json().at("/components/redis/status").stringValue()).isEqualTo("UP");
        assertThat(health.json().at("/components/kafka/status").stringValue()).isEqualTo("UP");
        assertThat(health.body()).doesNotContain("version").doesNotContain("details");
    }

    private String cartOf(String sku) {
        var cart = shop.cart(shop.customer);
        shop.put(shop.customer, cart, sku, 1);
        return cart;
    }

    private String metrics() {
        return shop.guest.get("/actuator/prometheus").body();
    }

    private static List<String> find(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** Runs commands as a reader does who copies one after the other into a shell; needs {@code curl}. */
    private static List<String> paste(List<String> commands) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "-c", String.join("\necho; echo NEXT\n", commands))
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return List.of(output.split("\nNEXT\n"));
    }
}
