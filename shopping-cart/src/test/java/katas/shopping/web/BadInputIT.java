package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever is wrong with what somebody sends: the answer says what, and everything is as it was. */
@RunningService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final int MAX_BYTES = 4 * 1024;
    private static final String SOMEBODY = "cart_00000000000000000000000000";

    private final Shop shop;
    private String sku;
    private String cart;
    private ServiceClient writer;

    BadInputIT(@LocalServerPort int port) {
        this.shop = Shop.at(port);
    }

    @BeforeAll
    void set_up() {
        sku = shop.selling(10, 199);
        cart = shop.cart(shop.guest);
        writer = shop.guest.with("If-Match", "\"1\"").with("Idempotency-Key", "k");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                               | quantity
            {"quantity":null}                | quantity
            {"quantity":0}                   | quantity
            {"quantity":-1}                  | quantity
            {"quantity":1000}                | quantity
            {"quantity":2147483648}          | quantity
            {"quantity":1e400}               | quantity
            {"quantity":1.5}                 | quantity
            {"quantity":"1"}                 | quantity
            {"quantity":[1]}                 | quantity
            {"quantity":1,"price":1}         | price
            {"Quantity":1}                   | Quantity
            {"quantity":1,"quantity":2}      | body
            {"quantity":1                    | body
            {"quantity":1}{}                 | body
            [{"quantity":1}]                 | body
            1                                | body
            null                             | body
            """)
    void a_malformed_line_is_400_and_names_the_field(String body, String field) {
        assertRefused(writer.put(cart + "/items/" + sku, body), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEA", "-tea", "t_a", "a%20b", "a.b", "%C3%A9", "%00", "{tea}"})
    void what_cannot_be_a_sku_is_400_for_everybody_who_names_it(String odd) {
        var path = odd.replace("{", "%7B").replace("}", "%7D");

        assertThat(List.of(
                        writer.put(cart + "/items/" + path, Shop.quantity(1)),
                        writer.delete(cart + "/items/" + path),
                        shop.admin.get("/v1/inventory/" + path),
                        shop.admin.put("/v1/inventory/" + path, "{\"onHand\":1}"),
                        shop.admin.get("/v1/prices/" + path),
                        shop.admin.put("/v1/prices/" + path, "{\"amount\":1,\"currency\":\"EUR\"}")))
                .extracting(Answer::status)
                .containsOnly(400);
    }

    @Test
    void a_sku_of_65_characters_is_400_and_one_of_64_is_not() {
        assertRefused(writer.put(cart + "/items/" + "a".repeat(65), Shop.quantity(1)), "sku");
        assertThat(writer.put(cart + "/items/" + "a".repeat(64), Shop.quantity(1))
                        .problem()
                        .type())
                .isEqualTo("/problems/unknown-sku");
    }

    @Test
    void what_nobody_sells_is_400_and_the_cart_as_it_was() {
        var answer = writer.put(cart + "/items/nothing-of-this-name", Shop.quantity(1));

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/unknown-sku", "sku"));
        assertThat(shop.guest.get(cart).header("ETag")).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                            | paymentToken
            {"paymentToken":""}           | paymentToken
            {"paymentToken":"a b"}        | paymentToken
            {"paymentToken":"\\u0000"}    | paymentToken
            {"paymentToken":5}            | paymentToken
            {"token":"ok"}                | token
            "ok"                          | body
            """)
    void a_malformed_checkout_is_400_and_names_the_field(String body, String field) {
        assertRefused(writer.post(cart + "/checkout", body), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b"})
    void an_idempotency_key_that_is_none_is_400(String key) {
        var answer = shop.guest.with("Idempotency-Key", key).post(cart + "/checkout", "{\"paymentToken\":\"ok\"}");

        assertRefused(answer, "Idempotency-Key");
    }

    @Test
    void an_idempotency_key_of_256_characters_is_400_and_not_quoted() {
        var answer = shop.guest
                .with("Idempotency-Key", "k".repeat(256))
                .post(cart + "/checkout", "{\"paymentToken\":\"ok\"}");

        assertRefused(answer, "Idempotency-Key");
        assertThat(answer.body()).hasSizeLessThan(500);
    }

    @Test
    void an_empty_cart_cannot_be_checked_out() {
        assertThat(writer.post(cart + "/checkout", "{\"paymentToken\":\"ok\"}").problem())
                .isEqualTo(new Answer.Problem(409, "/problems/cart-empty", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"amount":0,"currency":"EUR"}               | amount
            {"amount":-1,"currency":"EUR"}              | amount
            {"amount":1000000000001,"currency":"EUR"}   | amount
            {"amount":1.99,"currency":"EUR"}            | amount
            {"amount":"199","currency":"EUR"}           | amount
            {"amount":99999999999999999999,"currency":"EUR"} | amount
            {"currency":"EUR"}                          | amount
            {"amount":1}                                | currency
            {"amount":1,"currency":"eur"}               | currency
            {"amount":1,"currency":"EURO"}              | currency
            {"amount":1,"currency":"EUR","vat":1}       | vat
            """)
    void a_malformed_price_is_400_and_names_the_field(String body, String field) {
        assertRefused(shop.admin.put("/v1/prices/" + sku, body), field);
        assertThat(shop.admin.get("/v1/prices/" + sku).json().get("amount").longValue())
                .isEqualTo(199);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                              | onHand
            {"onHand":-1}                   | onHand
            {"onHand":1000000001}           | onHand
            {"onHand":0.5}                  | onHand
            {"onHand":"1"}                  | onHand
            {"onHand":1,"reserved":0}       | reserved
            """)
    void a_malformed_count_is_400_and_names_the_field(String body, String field) {
        assertRefused(shop.admin.put("/v1/inventory/" + sku, body), field);
        assertThat(shop.stock(sku)).isEqualTo("10/0/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "99999999999999999999", "1.5", "1e400", "\"1\"", "true"})
    void what_is_no_whole_number_is_told_that_it_has_to_be_one_in_every_field_that_takes_one(String number) {
        var quantity = writer.put(cart + "/items/" + sku, "{\"quantity\":%s}".formatted(number));
        var amount = shop.admin.put("/v1/prices/" + sku, "{\"amount\":%s,\"currency\":\"EUR\"}".formatted(number));
        var onHand = shop.admin.put("/v1/inventory/" + sku, "{\"onHand\":%s}".formatted(number));

        assertThat(detail(quantity)).isEqualTo("quantity must be a whole number of at most 2147483647");
        assertThat(detail(amount)).isEqualTo("amount must be a whole number of at most 9223372036854775807");
        assertThat(detail(onHand)).isEqualTo("onHand must be a whole number of at most 9223372036854775807");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "10", "-PT1S", "PT8761H"})
    void a_time_that_is_none_is_400_and_shows_one(String stuckFor) {
        var answer = shop.admin.get("/v1/sagas?stuckFor=" + stuckFor);

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", "stuckFor"));
        assertThat(detail(answer)).isEqualTo("stuckFor must be a duration of 0 to 365 days, such as PT10S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", SOMEBODY, "CART_00000000000000000000000000", "cart_..", "%7B07%7D", "a%20b", "%C3%A9"})
    void a_cart_that_is_not_there_is_404_for_every_verb(String id) {
        var path = "/v1/carts/" + id;

        assertThat(List.of(
                        writer.get(path),
                        writer.put(path + "/items/" + sku, Shop.quantity(1)),
                        writer.delete(path + "/items/" + sku),
                        writer.post(path + "/merge", "{\"from\":\"" + SOMEBODY + "\"}"),
                        writer.post(path + "/checkout", "{\"paymentToken\":\"ok\"}")))
                .extracting(Answer::problem)
                .containsOnly(new Answer.Problem(404, "/problems/not-found", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ord_00000000000000000000000000", "cart_00000000000000000000000000", "%7B07%7D"})
    void an_order_that_is_not_there_is_404(String id) {
        assertThat(shop.guest.get("/v1/orders/" + id).problem())
                .isEqualTo(new Answer.Problem(404, "/problems/not-found", ""));
        assertThat(shop.guest
                        .with("Accept", "text/event-stream")
                        .get("/v1/orders/" + id + "/events")
                        .problem())
                .isEqualTo(new Answer.Problem(404, "/problems/not-found", ""));
    }

    @Test
    void what_the_shop_does_not_have_is_404() {
        assertThat(List.of(
                        shop.admin.get("/v1/inventory/nothing-of-this-name"),
                        shop.admin.get("/v1/prices/nothing-of-this-name"),
                        shop.admin.get("/v1/projections/nothing"),
                        shop.admin.post("/v1/projections/nothing/rebuild", ""),
                        shop.admin.get("/v1/projections/demand/nothing-of-this-name"),
                        shop.admin.post("/v1/dead-letters/nothing/redrive", "")))
                .extracting(Answer::problem)
                .containsOnly(new Answer.Problem(404, "/problems/not-found", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"quantity\"", "not JSON at all", "{\"quantity\":1}"})
    void a_body_over_4_kb_is_413_however_it_begins_and_whether_or_not_it_says_how_long_it_is(String beginning) {
        var body = beginning + " ".repeat(MAX_BYTES + 1 - beginning.length());
        var tooLarge = new Answer.Problem(413, "/problems/payload-too-large", "");

        assertThat(writer.post(cart + "/checkout", body).problem()).isEqualTo(tooLarge);
        assertThat(writer.postChunked(cart + "/checkout", body).problem()).isEqualTo(tooLarge);
    }

    @Test
    void a_body_of_exactly_4_kb_is_read_whether_or_not_it_says_how_long_it_is() {
        var body = " ".repeat(MAX_BYTES - 2) + "{}";

        assertThat(writer.post(cart + "/checkout", body).problem().field()).isEqualTo("paymentToken");
        assertThat(writer.postChunked(cart + "/checkout", body).problem().field())
                .isEqualTo("paymentToken");
    }

    @Test
    void nesting_without_end_is_400() {
        assertRefused(writer.put(cart + "/items/" + sku, "[".repeat(MAX_BYTES)), "body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "rubbish"})
    void another_content_type_than_json_is_415(String type) {
        var answer = writer.with("Content-Type", type).put(cart + "/items/" + sku, Shop.quantity(1));

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(415, "/problems/unsupported-media-type", ""));
    }

    @Test
    void whoever_would_not_read_json_is_told_before_anything_is_done() {
        var answer = writer.with("Accept", "text/html").put(cart + "/items/" + sku, Shop.quantity(1));

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(406, "/problems/not-acceptable", ""));
        assertThat(shop.guest.get(cart).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void a_provider_that_is_none_finds_nothing_out_and_changes_nothing() {
        assertThat(shop.guest.post("/v1/payment-callbacks/x", "").status()).isEqualTo(204);
        assertThat(shop.guest
                        .post("/v1/payment-callbacks/ord_00000000000000000000000000", "")
                        .status())
                .isEqualTo(204);
    }

    private static String detail(Answer answer) {
        return answer.json().get("detail").stringValue();
    }

    private void assertRefused(Answer answer, String field) {
        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", field));
        assertThat(shop.guest.get(cart).header("ETag")).isEqualTo("\"1\"");
    }
}
