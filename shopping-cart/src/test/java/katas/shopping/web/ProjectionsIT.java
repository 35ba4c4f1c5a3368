package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Views over HTTP: what carts said is in them, and is in them again. */
@RunningService
class ProjectionsIT {
    private static final String VIEW = "/v1/projections/demand";

    private final Shop shop;

    ProjectionsIT(@LocalServerPort int port) {
        this.shop = Shop.at(port);
    }

    @Test
    void a_view_that_is_rebuilt_while_carts_change_is_byte_for_byte_what_it_was_and_has_what_came_meanwhile() {
        var tea = shop.selling(10, 199);
        var cake = shop.selling(10, 350);
        shop.cartWith(tea, 2);
        shop.put(shop.guest, shop.cartWith(tea, 5), tea, 3);
        var busy = shop.cartWith(cake, 1);
        awaitUnits(tea, 5);
        awaitUnits(cake, 1);
        var before = shop.admin.get(VIEW + "/" + tea).body();
        int generation = status().get("generation").intValue();

        var asked = shop.admin.post(VIEW + "/rebuild", "");
        int cakes = 1;
        do {
            cakes = goOn(busy, cake, cakes);
        } while (status().get("generation").intValue() == generation);

        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().at("/next/generation").intValue()).isEqualTo(generation + 1);
        assertThat(shop.admin.get(VIEW + "/" + tea).body()).isEqualTo(before);
        awaitUnits(cake, cakes);
        assertThat(status().get("generation").intValue()).isEqualTo(generation + 1);
        assertThat(status().get("next").isNull()).isTrue();
    }

    /** Puts one more into a cart, and waits until the view that serves has heard of it. */
    private int goOn(String cart, String sku, int units) {
        assertThat(shop.put(shop.guest, cart, sku, units + 1).status()).isEqualTo(200);
        awaitUnits(sku, units + 1);
        return units + 1;
    }

    private void awaitUnits(String sku, int units) {
        await().atMost(Shop.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        shop.admin.get(VIEW + "/" + sku).json().path("units").asInt(-1) == units);
    }

    private JsonNode status() {
        return shop.admin.get(VIEW).json();
    }
}
