package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Neither keys nor tokens nor what else somebody sends is logged, not even at DEBUG. */
@RunningService
class QuietLogsIT {
    private static final String MARKER = "marker-of-a-caller";
    private static final String WRONG_KEY = "wrong-key-of-a-caller";

    private final Shop shop;

    QuietLogsIT(@LocalServerPort int port) {
        this.shop = Shop.at(port);
    }

    @Test
    void neither_api_keys_nor_anything_that_a_caller_sends_is_logged() {
        try (var log = new LogRecord()) {
            LoggerFactory.getLogger("katas.shopping.web").debug("this is recorded");
            var sku = shop.selling(1, 199);
            var order = shop.checkout(shop.guest, shop.cartWith(sku, 2), MARKER, MARKER)
                    .header("Location");
            shop.decided(shop.guest, order);
            List.of(shop.guest, shop.customer, shop.admin, shop.guest.as(WRONG_KEY))
                    .forEach(caller -> sendMarkers(caller, shop.cart(shop.guest)));

            assertThat(log.text())
                    .contains("this is recorded")
                    .doesNotContain(MARKER)
                    .doesNotContain(sku)
                    .doesNotContain(order.substring(order.lastIndexOf('/') + 1))
                    .doesNotContain("demo-key")
                    .doesNotContain("demo-admin-key")
                    .doesNotContain(WRONG_KEY);
        }
    }

    @Test
    void what_fails_unexpectedly_is_logged_with_its_cause() {
        try (var log = new LogRecord()) {
            shop.customer.get("/v1/failing");

            assertThat(log.text()).contains("IllegalStateException: " + Probes.SECRET_OF_A_FAILURE);
        }
    }

    private static void sendMarkers(ServiceClient caller, String cart) {
        var tagged = caller.with("If-Match", "\"1\"");
        tagged.put(cart + "/items/" + MARKER, "{\"quantity\":1}");
        tagged.put(cart + "/items/" + MARKER, "{\"quantity\":\"" + MARKER + "\"}");
        tagged.put(cart + "/items/" + MARKER, "{\"" + MARKER + "\":1}");
        tagged.put(cart + "/items/tea", "{" + MARKER);
        tagged.delete(cart + "/items/" + MARKER);
        caller.with("If-Match", MARKER).delete(cart + "/items/tea");
        caller.with("Content-Type", "text/plain").put(cart + "/items/tea", MARKER);
        caller.post(cart + "/merge", "{\"from\":\"" + MARKER + "\"}");
        caller.with("Idempotency-Key", MARKER).post(cart + "/checkout", "{\"paymentToken\":\"" + MARKER + "\"}");
        caller.with("Idempotency-Key", MARKER + "\t").post(cart + "/checkout", "{\"paymentToken\":\" \"}");
        caller.get("/v1/carts/" + MARKER);
        caller.get("/v1/orders/" + MARKER);
        caller.with("Last-Event-ID", MARKER).get("/v1/orders/" + MARKER + "/events");
        caller.put("/v1/prices/" + MARKER, "{\"amount\":1,\"currency\":\"" + MARKER + "\"}");
        caller.put("/v1/inventory/" + MARKER, "{\"onHand\":-1}");
        caller.get("/v1/sagas?stuckFor=" + MARKER);
        caller.post("/v1/dead-letters/" + MARKER + "/redrive", "");
        caller.get("/v1/projections/" + MARKER + "/" + MARKER);
        caller.post("/v1/payment-callbacks/" + MARKER, MARKER);
        caller.get("/" + MARKER + "?" + MARKER);
    }
}
