package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Carts over HTTP: nobody's change undoes another's unseen, and nobody pays more than was shown. */
@RunningService
class CartsIT {
    private static final int WRITERS = 100;
    private static final int ATTEMPTS = 3;
    private static final String NOBODYS_CART = "/v1/carts/cart_00000000000000000000000000";

    private final Shop shop;

    CartsIT(@LocalServerPort int port) {
        this.shop = Shop.at(port);
    }

    @Test
    void a_new_cart_is_empty_and_each_answer_about_it_names_its_version() {
        var created = shop.guest.post("/v1/carts", "");
        var shown = shop.guest.get(created.header("Location"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"").isEqualTo(shown.header("ETag"));
        assertThat(created.json()).isEqualTo(shown.json());
        assertThat(shown.json().get("status").stringValue()).isEqualTo("open");
        assertThat(shown.json().get("lines")).isEmpty();
    }

    @Test
    void a_line_is_put_changed_and_removed() {
        var sku = shop.selling(10, 199);
        var cart = shop.cart(shop.guest);

        var put = shop.put(shop.guest, cart, sku, 2);
        var changed = shop.put(shop.guest, cart, sku, 3);
        var removed = shop.guest.with("If-Match", "\"3\"").delete(cart + "/items/" + sku);

        assertThat(put.header("ETag")).isEqualTo("\"2\"");
        assertThat(put.json().get("lines"))
                .hasToString("[{\"sku\":\"%s\",\"quantity\":2,\"unitPrice\":{\"amount\":199,\"currency\":\"EUR\"}}]"
                        .formatted(sku));
        assertThat(put.json().get("total")).hasToString("{\"amount\":398,\"currency\":\"EUR\"}");
        assertThat(changed.json().at("/total/amount").longValue()).isEqualTo(597);
        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.header("ETag")).isEqualTo("\"4\"");
        assertThat(removed.json().get("lines")).isEmpty();
        assertThat(removed.json().has("total")).isFalse();
    }

    @Test
    void a_change_that_does_not_say_which_cart_it_means_is_428() {
        var sku = shop.selling(10, 199);
        var cart = shop.cart(shop.guest);

        var put = shop.guest.put(cart + "/items/" + sku, Shop.quantity(1));
        var removed = shop.guest.delete(cart + "/items/" + sku);

        var required = new Answer.Problem(428, "/problems/precondition-required", "");
        assertThat(put.problem()).isEqualTo(required);
        assertThat(removed.problem()).isEqualTo(required);
        assertThat(shop.guest.get(cart).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void a_change_of_a_cart_that_has_changed_since_is_412_with_the_current_tag() {
        var sku = shop.selling(10, 199);
        var cart = shop.cartWith(sku, 1);
        var late = shop.guest.with("If-Match", "\"1\"");

        var put = late.put(cart + "/items/" + sku, Shop.quantity(5));
        var removed = late.delete(cart + "/items/" + sku);

        var failed = new Answer.Problem(412, "/problems/precondition-failed", "");
        assertThat(put.problem()).isEqualTo(failed);
        assertThat(put.header("ETag")).isEqualTo("\"2\"");
        assertThat(removed.problem()).isEqualTo(failed);
        assertThat(removed.header("ETag")).isEqualTo("\"2\"");
        assertThat(shop.guest.get(cart).json().at("/lines/0/quantity").intValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "W/\"2\"", "\"x\"", "\"-1\"", "\"1\", \"2\"", "*", "\"99999999999999999999\""})
    void an_if_match_that_no_answer_had_as_its_tag_is_400(String tag) {
        var cart = shop.cart(shop.guest);

        assertThat(shop.guest
                        .with("If-Match", tag)
                        .put(cart + "/items/tea", Shop.quantity(1))
                        .problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "If-Match"));
    }

    @Test
    void who_has_the_current_cart_already_is_not_sent_it_again() {
        var cart = shop.cart(shop.guest);

        assertThat(shop.guest.with("If-None-Match", "\"1\"").get(cart).status()).isEqualTo(304);
    }

    @Test
    void of_100_writers_each_change_that_was_acknowledged_is_in_the_cart_and_no_other() throws Exception {
        var sku = shop.selling(10, 199);
        var cart = shop.cart(shop.guest);
        var answers = new ConcurrentLinkedQueue<Answer>();
        var go = new CountDownLatch(1);

        var writings = new ArrayList<Future<?>>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                writings.add(writers.submit(() -> {
                    go.await();
                    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                        answers.add(addOne(cart, sku));
                    }
                    return null;
                }));
            }
            go.countDown();
        }
        for (var writing : writings) {
            writing.get();
        }

        var acknowledged =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(answers).hasSize(WRITERS * ATTEMPTS);
        assertThat(answers).extracting(Answer::status).containsOnly(200, 412);
        assertThat(acknowledged.stream().map(answer -> answer.header("ETag"))).doesNotHaveDuplicates();
        var after = shop.guest.get(cart);
        assertThat(after.json().at("/lines/0/quantity").intValue()).isEqualTo(acknowledged.size());
        assertThat(after.header("ETag")).isEqualTo("\"%d\"".formatted(1 + acknowledged.size()));
    }

    /** Reads, adds one and writes, in the hope that nobody has written in between. */
    private Answer addOne(String cart, String sku) {
        var read = shop.guest.get(cart);
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        int quantity = read.json().at("/lines/0/quantity").asInt(0);
        return shop.guest
                .with("If-Match", read.header("ETag"))
                .put(cart + "/items/" + sku, Shop.quantity(quantity + 1));
    }

    @Test
    void a_customers_cart_is_not_there_for_anybody_else() {
        var sku = shop.selling(10, 199);
        var cart = shop.cart(shop.customer);
        var body = Shop.quantity(1);

        for (var other : List.of(shop.guest, shop.stranger, shop.admin)) {
            var tagged = other.with("If-Match", "\"1\"").with("Idempotency-Key", "k");
            assertThat(List.of(
                            other.get(cart),
                            tagged.put(cart + "/items/" + sku, body),
                            tagged.delete(cart + "/items/" + sku),
                            tagged.post(cart + "/merge", "{\"from\":\"cart_00000000000000000000000000\"}"),
                            tagged.post(cart + "/checkout", "{\"paymentToken\":\"ok\"}")))
                    .extracting(Answer::problem)
                    .containsOnly(new Answer.Problem(404, "/problems/not-found", ""));
        }
        assertThat(shop.customer.get(cart).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void a_guests_cart_goes_into_a_customers_once_and_can_only_be_read_afterwards() {
        var tea = shop.selling(10, 199);
        var cake = shop.selling(10, 350);
        var guests = shop.cartWith(tea, 2);
        var customers = shop.cart(shop.customer);
        shop.put(shop.customer, customers, cake, 1);
        var from = "{\"from\":\"%s\"}".formatted(guests.substring(guests.lastIndexOf('/') + 1));

        var merged = shop.customer.post(customers + "/merge", from);
        var again = shop.customer.post(customers + "/merge", from);

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.json().at("/total/amount").longValue()).isEqualTo(2 * 199 + 350);
        assertThat(again.json()).isEqualTo(merged.json());
        assertThat(again.header("ETag")).isEqualTo(merged.header("ETag"));
        var frozen = shop.guest.get(guests);
        assertThat(frozen.json().get("status").stringValue()).isEqualTo("merged");
        assertThat(customers).endsWith(frozen.json().get("mergedInto").stringValue());
        assertThat(shop.put(shop.guest, guests, tea, 1).problem())
                .isEqualTo(new Answer.Problem(409, "/problems/cart-frozen", ""));
    }

    @Test
    void what_cannot_be_merged_is_said_why() {
        var guests = shop.cart(shop.guest);
        var customers = shop.cart(shop.customer);
        var from = "{\"from\":\"%s\"}";

        assertThat(shop.guest
                        .post(guests + "/merge", from.formatted(id(guests)))
                        .problem()
                        .type())
                .isEqualTo("/problems/not-mergeable");
        assertThat(shop.customer
                        .post(customers + "/merge", from.formatted(id(customers)))
                        .problem()
                        .type())
                .isEqualTo("/problems/not-mergeable");
        assertThat(shop.customer
                        .post(customers + "/merge", from.formatted(id(NOBODYS_CART)))
                        .problem())
                .isEqualTo(new Answer.Problem(404, "/problems/not-found", ""));
        assertThat(shop.customer.post(customers + "/merge", "{}").problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "from"));
    }

    @Test
    void a_price_that_is_not_the_one_that_was_shown_is_409_until_the_customer_agrees() {
        var sku = shop.selling(10, 199);
        var other = shop.selling(10, 50);
        var cart = shop.cartWith(sku, 2);
        shop.put(shop.guest, cart, other, 1);
        shop.price(sku, 249);

        var refused = shop.checkout(shop.guest, cart, "ok");
        var shown = shop.guest.get(cart);
        var agreed = shop.put(shop.guest, cart, sku, 2);
        var accepted = shop.checkout(shop.guest, cart, "ok");

        assertThat(refused.problem()).isEqualTo(new Answer.Problem(409, "/problems/prices-changed", ""));
        assertThat(refused.json().get("changes"))
                .hasToString(("[{\"sku\":\"%s\",\"shown\":{\"amount\":199,\"currency\":\"EUR\"},"
                                + "\"current\":{\"amount\":249,\"currency\":\"EUR\"}}]")
                        .formatted(sku));
        assertThat(shown.json().at("/total/amount").longValue()).isEqualTo(2 * 199 + 50);
        assertThat(agreed.json().at("/total/amount").longValue()).isEqualTo(2 * 249 + 50);
        assertThat(accepted.status()).isEqualTo(202);
    }

    @Test
    void a_checkout_of_a_cart_that_has_changed_since_is_412_with_the_current_tag_and_charges_nobody() {
        var sku = shop.selling(10, 199);
        var cart = shop.cartWith(sku, 1);
        var seen = shop.guest.with("If-Match", shop.guest.get(cart).header("ETag"));
        shop.put(shop.guest, cart, sku, 5);

        var refused = shop.checkout(seen, cart, "a-key", "ok");
        var now = shop.guest.with("If-Match", refused.header("ETag"));
        var accepted = shop.checkout(now, cart, "a-key", "ok");
        var again = shop.checkout(seen, cart, "a-key", "ok");

        assertThat(refused.problem()).isEqualTo(new Answer.Problem(412, "/problems/precondition-failed", ""));
        assertThat(refused.header("ETag")).isEqualTo("\"3\"");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(accepted.header("Location"));
        var order = shop.decided(shop.guest, accepted.header("Location"));
        assertThat(order.at("/total/amount").longValue()).isEqualTo(5 * 199);
    }

    @Test
    void a_checkout_with_an_if_match_that_no_answer_had_as_its_tag_is_400() {
        var cart = shop.cartWith(shop.selling(10, 199), 1);

        assertThat(shop.checkout(shop.guest.with("If-Match", "*"), cart, "ok").problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "If-Match"));
    }

    @Test
    void a_cart_takes_100_lines_and_not_one_more_and_is_as_it_was_afterwards() {
        var sku = shop.selling(10, 1);
        var cart = shop.cart(shop.guest);
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < 101; i++) {
            var line = sku.substring(0, 12) + "-" + i;
            shop.price(line, 1);
            answers.add(shop.guest
                    .with("If-Match", "\"%d\"".formatted(i + 1))
                    .put(cart + "/items/" + line, Shop.quantity(1)));
        }

        assertThat(answers.subList(0, 100)).extracting(Answer::status).containsOnly(200);
        assertThat(answers.getLast().problem()).isEqualTo(new Answer.Problem(409, "/problems/too-many-lines", ""));
        assertThat(shop.guest.get(cart).json().get("lines")).hasSize(100);
        assertThat(shop.guest.get(cart).header("ETag")).isEqualTo("\"101\"");
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
