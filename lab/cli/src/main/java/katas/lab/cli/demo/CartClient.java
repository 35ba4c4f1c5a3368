package katas.lab.cli.demo;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import katas.lab.cli.run.Service;
import tools.jackson.databind.JsonNode;

/** Buys, and looks after the shelf, over HTTP. */
final class CartClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final String IF_MATCH = "If-Match";
    private static final String EMPTY = "\"1\"";
    private static final String FILLED = "\"2\"";

    private final JsonHttp http = new JsonHttp();

    /** Puts a product up for sale. */
    void offer(Service service, String sku, int onHand) {
        must(
                OK,
                http.put(
                        service.url() + "/v1/prices/" + sku,
                        JsonHttp.ADMIN_KEY,
                        Map.of("amount", 350, "currency", "EUR")));
        must(OK, http.put(service.url() + "/v1/inventory/" + sku, JsonHttp.ADMIN_KEY, Map.of("onHand", onHand)));
    }

    JsonNode stock(Service service, String sku) {
        return must(OK, http.get(service.url() + "/v1/inventory/" + sku, JsonHttp.ADMIN_KEY));
    }

    /** Puts one of a product into a guest's new cart; returns its id. */
    String fill(Service service, String sku) {
        var carts = service.url() + "/v1/carts";
        var cart = must(CREATED, http.send("POST", carts, Map.of(), null))
                .path("id")
                .asString("");
        var item = carts + "/" + cart + "/items/" + sku;
        must(OK, http.send("PUT", item, Map.of(IF_MATCH, EMPTY), Map.of("quantity", 1)));
        return cart;
    }

    /** Checks a cart out as it was filled; returns the order's id, if the answer is that there will be one. */
    Optional<String> checkOut(Service service, String cart) {
        var answer = http.send(
                "POST",
                service.url() + "/v1/carts/" + cart + "/checkout",
                Map.of(IF_MATCH, FILLED, "Idempotency-Key", UUID.randomUUID().toString()),
                Map.of("paymentToken", "ok"));
        return answer.status() == ACCEPTED
                ? Optional.of(answer.body().path("orderId").asString(""))
                : Optional.empty();
    }

    /** Returns the id of the order that was made of a cart, if one was. */
    Optional<String> orderOf(Service service, String cart) {
        return must(OK, http.send("GET", service.url() + "/v1/carts/" + cart, Map.of(), null))
                .path("orderId")
                .asStringOpt();
    }

    /** Returns what has become of an order: {@code pending}, {@code completed}, {@code rejected}, {@code compensated}. */
    String state(Service service, String order) {
        return must(OK, http.send("GET", service.url() + "/v1/orders/" + order, Map.of(), null))
                .path("state")
                .asString("");
    }

    private static JsonNode must(int status, JsonHttp.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("expected %d, got %s".formatted(status, answer));
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
