package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What becomes of the last unit, of its buyer and of his money while the payment provider says nothing. */
@RunningService
class ReservationsIT {
    private static final Duration RESERVATION_TTL = Duration.ofMinutes(5);
    private static final Duration DEADLINE = Duration.ofHours(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final Shop shop;
    private final ServiceClient provider;
    private final ShiftedClock clock;

    ReservationsIT(
            @LocalServerPort int port,
            @Value("${katas.shopping-cart.provider.port}") int providersPort,
            @Autowired ShiftedClock clock) {
        this.shop = Shop.at(port);
        this.provider = ServiceClient.anonymous(providersPort);
        this.clock = clock;
    }

    @AfterEach
    void let_time_and_provider_be_as_they_were() {
        misbehave("none");
        clock.reset();
    }

    @Test
    void what_was_kept_too_long_is_on_the_shelf_again_the_order_is_decided_and_money_that_was_taken_is_given_back() {
        var sku = shop.selling(1, 199);
        misbehave("lost-answer");
        var path = shop.checkout(shop.guest, shop.cartWith(sku, 1), "ok").header("Location");
        var id = path.substring(path.lastIndexOf('/') + 1);
        await().atMost(Shop.PATIENCE).until(() -> moved(id), moved -> moved.equals(List.of("capture")));
        assertThat(shop.stock(sku)).isEqualTo("0/1/0");

        clock.advance(RESERVATION_TTL);
        await().atMost(Shop.PATIENCE).until(() -> shop.stock(sku), stock -> stock.equals("1/0/0"));
        await().atMost(Shop.PATIENCE).until(() -> steps(path), steps -> steps.contains("reservation-expired"));
        assertThat(waitsFor(id).at("/0/step").stringValue()).isEqualTo("payment-captured");
        assertThat(waitsFor(id).at("/0/nextTry").stringValue()).isNotBlank();

        clock.advance(DEADLINE);
        await().atMost(Shop.PATIENCE).until(() -> steps(path), steps -> steps.contains("stock-released"));
        assertThat(shop.guest.get(path).json().get("state").stringValue()).isEqualTo("pending");

        clock.advance(DEADLINE);
        var order = shop.decided(shop.guest, path);
        assertThat(order.get("state").stringValue()).isEqualTo("compensated");
        assertThat(order.get("reason").stringValue()).isEqualTo("deadline");
        assertThat(waitsFor(id).at("/0/step").stringValue()).isEqualTo("payment-voided");

        misbehave("none");
        clock.advance(LONGEST_BACKOFF);
        await().atMost(Shop.PATIENCE).until(() -> steps(path), steps -> steps.contains("payment-voided"));
        assertThat(moved(id)).containsExactly("capture", "refund");
        assertThat(saga(id)).isEmpty();
        assertThat(shop.stock(sku)).isEqualTo("1/0/0");
    }

    private void misbehave(String mode) {
        var told = provider.put("/v1/faults", "{\"mode\":\"%s\"}".formatted(mode));
        assertThat(told.status()).as(told.body()).isEqualTo(200);
    }

    /** Returns what the provider's ledger says of an order; on a busy machine it may say nothing yet. */
    private List<String> moved(String id) {
        return provider.get("/v1/ledger")
                .json()
                .path("entries")
                .valueStream()
                .filter(entry -> entry.get("id").stringValue().equals(id))
                .map(entry -> entry.get("type").stringValue())
                .toList();
    }

    private List<String> steps(String path) {
        return shop.guest
                .get(path)
                .json()
                .get("steps")
                .valueStream()
                .map(step -> step.get("name").stringValue())
                .toList();
    }

    private JsonNode waitsFor(String id) {
        return saga(id).orElseThrow().get("waitsFor");
    }

    private Optional<JsonNode> saga(String id) {
        return shop.admin
                .get("/v1/sagas")
                .json()
                .get("items")
                .valueStream()
                .filter(item -> item.get("id").stringValue().equals(id))
                .findFirst();
    }
}
