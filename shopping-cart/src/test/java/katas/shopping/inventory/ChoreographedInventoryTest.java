package katas.shopping.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import katas.lab.testing.MutableClock;
import katas.shopping.MemoryStore;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.Message;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderLine;
import katas.shopping.messages.Slip;
import katas.shopping.messages.Slip.Leg;
import katas.shopping.messages.SlipEvent;
import katas.shopping.messages.SlipEvent.LinePassed;
import katas.shopping.messages.SlipEvent.PaymentSettled;
import org.junit.jupiter.api.Test;

class ChoreographedInventoryTest {
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Money PRICE = new Money(999, "EUR");

    private final MemoryStore store = new MemoryStore();
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Stocks stocks = new Stocks(store, store, store, clock, TTL);
    private final ChoreographedInventory inventory = new ChoreographedInventory(store, clock, TTL);
    private final CartCheckedOut cart = new CartCheckedOut(
            "cart_1",
            4,
            "ord_1",
            null,
            List.of(new OrderLine("tea", 1, PRICE), new OrderLine("cup", 1, PRICE), new OrderLine("pot", 1, PRICE)),
            new Money(3 * PRICE.amount(), PRICE.currency()));

    @Test
    void visits_one_line_after_the_other_and_then_hands_the_order_to_the_payment() {
        List.of("tea", "cup", "pot").forEach(sku -> stocks.count(sku, 1));

        var slip = visits(cart);

        assertThat(slip.leg()).isEqualTo(Leg.PAYING);
        assertThat(List.of("tea", "cup", "pot"))
                .allSatisfy(sku -> assertThat(stocks.find(sku)).contains(new Stock(sku, 0, 1, 0)));
    }

    @Test
    void goes_back_from_a_line_that_is_refused_to_those_that_are_kept() {
        List.of("tea", "cup").forEach(sku -> stocks.count(sku, 1));

        var slip = visits(cart);

        assertThat(slip.leg()).isEqualTo(Leg.COMPENSATED);
        assertThat(slip.reason()).isEqualTo("out of stock: pot");
        assertThat(stocks.find("tea")).contains(new Stock("tea", 1, 0, 0));
        assertThat(stocks.find("cup")).contains(new Stock("cup", 1, 0, 0));
    }

    @Test
    void goes_back_through_all_lines_when_one_cannot_be_sold() {
        List.of("cup", "pot").forEach(sku -> stocks.count(sku, 1));
        inventory
                .handle(new LinePassed(Slip.of(cart, clock.instant()).on(Leg.RESERVING, 2)))
                .ifPresent(store::apply);

        var slip = visits(new PaymentSettled(Slip.of(cart, clock.instant()).on(Leg.SELLING)));

        assertThat(slip.leg()).isEqualTo(Leg.COMPENSATED);
        assertThat(stocks.find("pot")).contains(new Stock("pot", 1, 0, 0));
    }

    /** Follows an order until it leaves the inventory, and returns its slip. */
    private Slip visits(Message first) {
        var message = first;
        while (true) {
            var effect = inventory.handle(message).orElseThrow();
            store.apply(effect);
            message = effect.said().getFirst();
            if (!(message instanceof LinePassed)) {
                return ((SlipEvent) message).slip();
            }
        }
    }
}
