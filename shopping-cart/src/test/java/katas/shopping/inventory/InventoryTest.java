package katas.shopping.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import katas.lab.testing.MutableClock;
import katas.shopping.MemoryStore;
import katas.shopping.Shards;
import katas.shopping.effect.Passage;
import katas.shopping.messages.StockCommand;
import katas.shopping.messages.StockCommand.CommitStock;
import katas.shopping.messages.StockCommand.ReleaseStock;
import katas.shopping.messages.StockCommand.ReserveStock;
import katas.shopping.messages.StockEvent.ReservationExpired;
import katas.shopping.messages.StockEvent.SaleRefused;
import katas.shopping.messages.StockEvent.StockRefused;
import katas.shopping.messages.StockEvent.StockReleased;
import katas.shopping.messages.StockEvent.StockReserved;
import katas.shopping.messages.StockEvent.StockSold;
import org.junit.jupiter.api.Test;

class InventoryTest {
    private static final Duration TTL = Duration.ofMinutes(5);
    private static final ReserveStock RESERVE = new ReserveStock("ord_1", "tea", 2);
    private static final CommitStock COMMIT = new CommitStock("ord_1", "tea", 2);
    private static final ReleaseStock RELEASE = new ReleaseStock("ord_1", "tea");

    private final MemoryStore store = new MemoryStore();
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Stocks stocks = new Stocks(store, store, store, clock, TTL);
    private final Inventory inventory = new Inventory(store, clock, TTL);
    private final Sweeper sweeper = new Sweeper(store, store, store, clock, Passage.OPEN);

    InventoryTest() {
        stocks.count("tea", 3);
    }

    @Test
    void keeps_what_there_is() {
        assertThat(told(RESERVE)).isEqualTo(new StockReserved("ord_1", "tea"));
        assertThat(tea()).isEqualTo(new Stock("tea", 1, 2, 0));
    }

    @Test
    void refuses_what_there_is_not_and_keeps_none_of_it() {
        assertThat(told(new ReserveStock("ord_1", "tea", 4))).isEqualTo(new StockRefused("ord_1", "tea", 3));
        assertThat(told(new ReserveStock("ord_1", "cup", 1))).isEqualTo(new StockRefused("ord_1", "cup", 0));
        assertThat(tea()).isEqualTo(new Stock("tea", 3, 0, 0));
    }

    @Test
    void sells_what_is_kept() {
        tell(RESERVE);

        assertThat(told(COMMIT)).isEqualTo(new StockSold("ord_1", "tea"));
        assertThat(tea()).isEqualTo(new Stock("tea", 1, 0, 2));
        assertThat(told(COMMIT)).isEqualTo(new StockSold("ord_1", "tea"));
        assertThat(tea()).isEqualTo(new Stock("tea", 1, 0, 2));
    }

    @Test
    void sells_what_was_kept_too_long_if_there_is_still_enough() {
        tell(RESERVE);
        expire();

        assertThat(told(COMMIT)).isEqualTo(new StockSold("ord_1", "tea"));
        assertThat(tea()).isEqualTo(new Stock("tea", 1, 0, 2));
    }

    @Test
    void refuses_to_sell_what_was_kept_too_long_if_others_took_it() {
        tell(RESERVE);
        expire();
        tell(new ReserveStock("ord_2", "tea", 2));

        assertThat(told(COMMIT)).isEqualTo(new SaleRefused("ord_1", "tea", 1));
        assertThat(tea()).isEqualTo(new Stock("tea", 1, 2, 0));
    }

    @Test
    void puts_back_what_is_kept_or_sold_and_once() {
        tell(RESERVE);
        assertThat(told(RELEASE)).isEqualTo(new StockReleased("ord_1", "tea", 2));
        assertThat(told(RELEASE)).isEqualTo(new StockReleased("ord_1", "tea", 0));
        assertThat(tea()).isEqualTo(new Stock("tea", 3, 0, 0));

        var another = new ReserveStock("ord_2", "tea", 1);
        tell(another);
        tell(new CommitStock("ord_2", "tea", 1));
        assertThat(told(new ReleaseStock("ord_2", "tea"))).isEqualTo(new StockReleased("ord_2", "tea", 1));
        assertThat(tea()).isEqualTo(new Stock("tea", 3, 0, 0));
    }

    @Test
    void keeps_and_sells_nothing_for_an_order_that_was_given_up_before() {
        assertThat(told(RELEASE)).isEqualTo(new StockReleased("ord_1", "tea", 0));

        assertThat(told(RESERVE)).isEqualTo(new StockRefused("ord_1", "tea", 3));
        assertThat(told(COMMIT)).isEqualTo(new SaleRefused("ord_1", "tea", 3));
        assertThat(tea()).isEqualTo(new Stock("tea", 3, 0, 0));
    }

    @Test
    void puts_back_what_was_kept_too_long_when_its_time_is_over_and_not_before() {
        tell(RESERVE);
        clock.advance(TTL.minusMillis(1));
        sweeper.runOnce();
        assertThat(tea().reserved()).isEqualTo(2);

        clock.advance(Duration.ofMillis(1));
        sweeper.runOnce();
        sweeper.runOnce();
        assertThat(tea()).isEqualTo(new Stock("tea", 3, 0, 0));
        assertThat(store.saidBy(Inventory.CONTEXT))
                .extracting(envelope -> envelope.message())
                .containsExactly(new StockReserved("ord_1", "tea"), new ReservationExpired("ord_1", "tea"));
    }

    @Test
    void sold_and_released_units_are_not_put_back_when_the_time_is_over() {
        tell(RESERVE);
        tell(COMMIT);
        tell(new ReserveStock("ord_2", "tea", 1));
        tell(new ReleaseStock("ord_2", "tea"));

        clock.advance(TTL);
        sweeper.runOnce();

        assertThat(tea()).isEqualTo(new Stock("tea", 1, 0, 2));
        assertThat(stocks.oldestReservation()).isEmpty();
    }

    @Test
    void knows_since_when_the_oldest_is_kept() {
        var since = clock.instant();
        tell(RESERVE);
        clock.advance(Duration.ofSeconds(10));
        tell(new ReserveStock("ord_2", "tea", 1));

        assertThat(stocks.oldestReservation()).contains(since);
    }

    @Test
    void counting_the_shelf_leaves_alone_what_is_kept_or_sold() {
        tell(RESERVE);

        assertThat(stocks.count("tea", 10)).isEqualTo(new Stock("tea", 10, 2, 0));
        assertThat(stocks.find("tea")).contains(new Stock("tea", 10, 2, 0));
        assertThat(stocks.find("cup")).isEmpty();
    }

    private void expire() {
        clock.advance(TTL);
        sweeper.runOnce();
    }

    private Stock tea() {
        return stocks.find("tea").orElseThrow();
    }

    private Object told(StockCommand command) {
        tell(command);
        return store.outboxOf(Inventory.CONTEXT, Shards.of(command.sku()))
                .getLast()
                .message();
    }

    private void tell(StockCommand command) {
        store.apply(inventory.handle(command).orElseThrow());
    }
}
