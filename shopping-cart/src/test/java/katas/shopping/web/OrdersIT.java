package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A customer's way from a checkout to an order that is decided, through all contexts and over real servers. */
@RunningService
class OrdersIT {
    private static final int MOST_STREAMS = 4;
    private static final int MOST_OF_ORDER = 3;

    private final Shop shop;
    private final StreamPlaces places;
    private final List<Follower> followers = new ArrayList<>();

    OrdersIT(@LocalServerPort int port, @Autowired StreamPlaces places) {
        this.shop = Shop.at(port);
        this.places = places;
    }

    @AfterEach
    void hang_up() {
        followers.forEach(Follower::close);
        await().atMost(Shop.PATIENCE).until(() -> places.taken() == 0);
    }

    @Test
    void what_is_paid_for_is_sold() {
        var tea = shop.selling(5, 199);
        var cake = shop.selling(5, 350);
        var cart = shop.cartWith(tea, 2);
        shop.put(shop.guest, cart, cake, 1);

        var accepted = shop.checkout(shop.guest, cart, "ok");
        var order = shop.decided(shop.guest, accepted.header("Location"));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(order.get("state").stringValue()).isEqualTo("completed");
        assertThat(order.at("/total/amount").longValue()).isEqualTo(2 * 199 + 350);
        assertThat(names(order))
                .startsWith("cart-checked-out")
                .contains("stock-reserved", "payment-captured", "stock-sold");
        assertThat(shop.stock(tea)).isEqualTo("3/0/2");
        assertThat(shop.stock(cake)).isEqualTo("4/0/1");
        assertThat(shop.guest.get(cart).json().get("status").stringValue()).isEqualTo("checked-out");
    }

    @Test
    void what_is_not_there_is_refused_and_the_cart_opens_again() {
        var sku = shop.selling(1, 199);
        var cart = shop.cartWith(sku, 2);

        var order =
                shop.decided(shop.guest, shop.checkout(shop.guest, cart, "ok").header("Location"));

        assertThat(order.get("state").stringValue()).isEqualTo("rejected");
        assertThat(order.get("reason").stringValue()).isNotBlank();
        assertThat(shop.stock(sku)).isEqualTo("1/0/0");
        await().atMost(Shop.PATIENCE)
                .until(() ->
                        shop.guest.get(cart).json().get("status").stringValue().equals("open"));
        shop.put(shop.guest, cart, sku, 1);
        var second =
                shop.decided(shop.guest, shop.checkout(shop.guest, cart, "ok").header("Location"));
        assertThat(second.get("state").stringValue()).isEqualTo("completed");
        assertThat(shop.stock(sku)).isEqualTo("0/0/1");
    }

    @Test
    void what_is_not_paid_for_is_put_back() {
        var sku = shop.selling(3, 199);
        var cart = shop.cartWith(sku, 2);

        var order = shop.decided(
                shop.guest, shop.checkout(shop.guest, cart, "declined").header("Location"));

        assertThat(order.get("state").stringValue()).isEqualTo("compensated");
        assertThat(order.get("reason").stringValue()).contains("declined");
        assertThat(shop.stock(sku)).isEqualTo("3/0/0");
    }

    @Test
    void an_order_can_be_seen_from_the_moment_its_checkout_was_accepted() {
        var cart = shop.cartWith(shop.selling(3, 199), 1);
        var accepted = shop.checkout(shop.guest, cart, "ok");

        var order = shop.guest.get(accepted.header("Location"));

        assertThat(order.status()).isEqualTo(200);
        assertThat(order.json().get("id")).isEqualTo(accepted.json().get("orderId"));
        assertThat(order.json().get("state").stringValue()).isIn("pending", "completed");
        assertThat(cart).endsWith(order.json().get("cartId").stringValue());
        assertThat(order.body()).doesNotContain("paymentToken");
    }

    @Test
    void a_checkout_without_a_name_for_its_intent_is_400_and_nothing_is_ordered() {
        var cart = shop.cartWith(shop.selling(3, 199), 1);

        var refused = shop.guest.post(cart + "/checkout", "{\"paymentToken\":\"ok\"}");

        assertThat(refused.problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "Idempotency-Key"));
        assertThat(shop.guest.get(cart).json().get("status").stringValue()).isEqualTo("open");
    }

    @Test
    void a_checkout_that_is_repeated_gets_the_same_answer_and_another_one_with_its_key_422() {
        var cart = shop.cartWith(shop.selling(3, 199), 1);
        var key = UUID.randomUUID().toString();

        var first = shop.checkout(shop.guest, cart, key, "ok");
        var again = shop.checkout(shop.guest, cart, key, "ok");
        var other = shop.checkout(shop.guest, cart, key, "declined");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.problem()).isEqualTo(new Answer.Problem(422, "/problems/idempotency-key-reused", ""));
    }

    @Test
    void a_customers_order_is_not_there_for_anybody_else() {
        var cart = shop.cart(shop.customer);
        shop.put(shop.customer, cart, shop.selling(3, 199), 1);
        var order = shop.checkout(shop.customer, cart, "ok").header("Location");
        var absent = new Answer.Problem(404, "/problems/not-found", "");

        assertOnlyTheirs(order, absent);
        shop.decided(shop.customer, order);
        assertOnlyTheirs(order, absent);
    }

    private void assertOnlyTheirs(String order, Answer.Problem absent) {
        assertThat(shop.customer.get(order).status()).isEqualTo(200);
        for (var other : List.of(shop.guest, shop.stranger, shop.admin)) {
            assertThat(other.get(order).problem()).isEqualTo(absent);
            assertThat(other.get(order + "/events").problem()).isEqualTo(absent);
        }
    }

    @Test
    void who_follows_an_order_hears_each_step_once_in_order_until_it_is_decided() {
        var cart = shop.cartWith(shop.selling(3, 199), 1);
        var path = shop.checkout(shop.guest, cart, "ok").header("Location");

        var follower = follow(Follower.from(shop.guest, path + "/events"));

        await().atMost(Shop.PATIENCE).until(follower::hasEnded);
        var order = shop.guest.get(path).json();
        assertThat(follower.types()).isEqualTo(names(order));
        assertThat(follower.data())
                .isEqualTo(
                        order.get("steps").valueStream().map(JsonNode::toString).toList());
        assertThat(follower.ids().getLast()).isEqualTo(follower.ids().size());
    }

    @Test
    void who_comes_back_goes_on_behind_the_last_step_seen_and_is_told_when_there_is_no_more() {
        var cart = shop.cartWith(shop.selling(3, 199), 1);
        var path = shop.checkout(shop.guest, cart, "ok").header("Location");
        int steps = shop.decided(shop.guest, path).get("steps").size();

        var rest = follow(Follower.after(1, shop.guest, path + "/events"));
        var nothing = shop.guest.with("Last-Event-ID", Integer.toString(steps)).get(path + "/events");

        await().atMost(Shop.PATIENCE).until(rest::hasEnded);
        assertThat(rest.ids()).hasSize(steps - 1).startsWith(2L);
        assertThat(nothing.status()).isEqualTo(204);
    }

    @Test
    void there_are_only_so_many_streams_and_a_place_becomes_free_again() {
        var cart = shop.cartWith(shop.selling(3, 199), 1);
        var events = shop.checkout(shop.guest, cart, "ok").header("Location") + "/events";
        for (int i = 0; i < MOST_STREAMS; i++) {
            assertThat(places.enter("ord_" + i, "caller " + i)).isEqualTo(StreamPlaces.Entry.GRANTED);
        }

        var refused = shop.guest.get(events);
        for (int i = 0; i < MOST_STREAMS; i++) {
            places.leave("ord_" + i, "caller " + i);
        }

        assertThat(refused.problem()).isEqualTo(new Answer.Problem(503, "/problems/temporarily-unavailable", ""));
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(shop.guest.get(events).status()).isEqualTo(200);
    }

    @Test
    void one_order_cannot_take_the_places_of_all_others() {
        var cart = shop.cartWith(shop.selling(3, 199), 1);
        var order = shop.checkout(shop.guest, cart, "ok").header("Location");
        var id = order.substring(order.lastIndexOf('/') + 1);
        for (int i = 0; i < MOST_OF_ORDER; i++) {
            assertThat(places.enter(id, "caller " + i)).isEqualTo(StreamPlaces.Entry.GRANTED);
        }

        var refused = shop.guest.get(order + "/events");
        for (int i = 0; i < MOST_OF_ORDER; i++) {
            places.leave(id, "caller " + i);
        }

        assertThat(refused.problem()).isEqualTo(new Answer.Problem(429, "/problems/too-many-streams", ""));
        assertThat(refused.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void asking_for_the_head_alone_takes_no_stream() {
        var cart = shop.cartWith(shop.selling(3, 199), 1);
        var events = shop.checkout(shop.guest, cart, "ok").header("Location") + "/events";

        var head = shop.guest.send("HEAD", events, BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
        assertThat(places.taken()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999", " "})
    void a_last_event_id_that_no_step_had_is_400(String id) {
        var cart = shop.cartWith(shop.selling(3, 199), 1);
        var events = shop.checkout(shop.guest, cart, "ok").header("Location") + "/events";

        assertThat(shop.guest.with("Last-Event-ID", id).get(events).problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "Last-Event-ID"));
    }

    private static List<String> names(JsonNode order) {
        return order.get("steps")
                .valueStream()
                .map(step -> step.get("name").stringValue())
                .toList();
    }

    private Follower follow(Follower follower) {
        followers.add(follower);
        return follower;
    }
}
