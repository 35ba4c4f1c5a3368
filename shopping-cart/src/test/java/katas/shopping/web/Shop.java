package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/** A shop to buy in, and those who do: a guest without a key, a customer with one, and whoever runs the shop. */
final class Shop {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final ServiceClient guest;
    final ServiceClient customer;
    final ServiceClient stranger;
    final ServiceClient admin;

    private Shop(ServiceClient guest) {
        this.guest = guest;
        this.customer = guest.as("demo-key");
        this.stranger = guest.as("demo-key-2");
        this.admin = guest.as("demo-admin-key");
    }

    static Shop at(int port) {
        return at(_ -> port);
    }

    /** @param ports where each path is served */
    static Shop at(ToIntFunction<String> ports) {
        return new Shop(ServiceClient.anonymous(ports));
    }

    /** Begins to sell something that nobody has sold before; returns its SKU. */
    String selling(int onHand, long amount) {
        var sku = "tea-" + UUID.randomUUID();
        sell(sku, onHand, amount);
        return sku;
    }

    void sell(String sku, int onHand, long amount) {
        price(sku, amount);
        var shelf = "{\"onHand\":%d}".formatted(onHand);
        assertThat(admin.put("/v1/inventory/" + sku, shelf).status()).isEqualTo(200);
    }

    void price(String sku, long amount) {
        var price = "{\"amount\":%d,\"currency\":\"EUR\"}".formatted(amount);
        assertThat(admin.put("/v1/prices/" + sku, price).status()).isEqualTo(200);
    }

    /** Returns the path of a new cart. */
    String cart(ServiceClient whose) {
        var created = whose.post("/v1/carts", "");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.header("Location");
    }

    /** Returns the path of a new guest's cart that something lies in. */
    String cartWith(String sku, int quantity) {
        var cart = cart(guest);
        assertThat(put(guest, cart, sku, quantity).status()).isEqualTo(200);
        return cart;
    }

    /** Puts something into a cart as it is now. */
    Answer put(ServiceClient who, String cart, String sku, int quantity) {
        var found = who.get(cart);
        return found.status() == 200
                ? who.with("If-Match", found.header("ETag")).put(cart + "/items/" + sku, quantity(quantity))
                : found;
    }

    static String quantity(int quantity) {
        return "{\"quantity\":%d}".formatted(quantity);
    }

    /** Checks a cart out with a key that was never used. */
    Answer checkout(ServiceClient who, String cart, String token) {
        return checkout(who, cart, UUID.randomUUID().toString(), token);
    }

    Answer checkout(ServiceClient who, String cart, String key, String token) {
        return who.with("Idempotency-Key", key).post(cart + "/checkout", "{\"paymentToken\":\"%s\"}".formatted(token));
    }

    /** Waits until an order is decided, and returns it. */
    JsonNode decided(ServiceClient who, String order) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> who.get(order).json(),
                        json -> !json.get("state").stringValue().equals("pending"));
    }

    /** Returns what there is of something, as {@code onHand/reserved/sold}. */
    String stock(String sku) {
        var stock = admin.get("/v1/inventory/" + sku).json();
        return "%s/%s/%s".formatted(stock.get("onHand"), stock.get("reserved"), stock.get("sold"));
    }
}
