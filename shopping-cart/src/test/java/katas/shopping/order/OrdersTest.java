package katas.shopping.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import katas.lab.testing.MutableClock;
import katas.shopping.MemoryStore;
import katas.shopping.Shards;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Passage;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Message;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderLine;
import katas.shopping.messages.StockEvent.StockRefused;
import katas.shopping.messages.StockEvent.StockReleased;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final Duration RETENTION = Duration.ofDays(90);
    private static final Terms TERMS = new Terms(DEADLINE, RETENTION);
    private static final Money PRICE = new Money(999, "EUR");

    private final MemoryStore store = new MemoryStore();
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Orders orders = new Orders(store, store, clock);
    private final Orchestrator orchestrator = new Orchestrator(store, clock, TERMS);
    private final Deadlines deadlines = new Deadlines(store, store, store, clock, TERMS, Passage.OPEN);

    @Test
    void those_that_take_long_are_told_the_oldest_first() {
        for (var id : List.of("ord_c", "ord_a", "ord_b")) {
            order(id);
            clock.advance(Duration.ofSeconds(10));
        }

        assertThat(orders.unfinished(Duration.ofSeconds(20), 10))
                .extracting(Order::id)
                .containsExactly("ord_c", "ord_a");
        assertThat(orders.unfinished(Duration.ZERO, 1)).extracting(Order::id).containsExactly("ord_c");
        assertThat(orders.oldestUnfinished()).contains(clock.instant().minusSeconds(30));
    }

    @Test
    void one_that_is_done_with_takes_no_longer() {
        order("ord_a");

        handle(new StockRefused("ord_a", "tea", 0));

        assertThat(orders.unfinished(Duration.ZERO, 10)).isEmpty();
        assertThat(orders.oldestUnfinished()).isEmpty();
        assertThat(orders.find("ord_a")).get().extracting(Order::phase).isEqualTo(Order.Phase.REJECTED);
    }

    @Test
    void a_checkout_that_comes_again_begins_nothing() {
        order("ord_a");
        clock.advance(Duration.ofSeconds(1));

        assertThat(orchestrator.handle(checkout("ord_a"))).isEmpty();
    }

    @Test
    void what_is_told_about_an_unknown_order_is_for_somebody_else() {
        assertThat(orchestrator.handle(new StockRefused("ord_a", "tea", 0))).isEmpty();
    }

    @Test
    void one_that_is_not_paid_for_in_time_is_given_up_and_not_before() {
        order("ord_a");
        deadlines.runOnce();
        clock.advance(DEADLINE.minusMillis(1));
        deadlines.runOnce();
        assertThat(orders.find("ord_a")).get().extracting(Order::reason).isNull();

        clock.advance(Duration.ofMillis(1));
        deadlines.runOnce();
        assertThat(orders.find("ord_a")).get().extracting(Order::reason).isEqualTo("deadline");
        assertThat(store.due(Deadlines.AGENDA, Shards.of("ord_a"), Instant.MAX, 1))
                .isEmpty();
    }

    @Test
    void a_deadline_counts_from_when_the_checkout_was_said_and_not_from_when_it_was_heard() {
        var said = clock.instant();
        clock.advance(Duration.ofHours(1));

        hear(said, "ord_a");
        hear(clock.instant().minus(DEADLINE).plusMillis(1), "ord_b");
        deadlines.runOnce();

        assertThat(orders.oldestUnfinished()).contains(said);
        assertThat(orders.find("ord_a")).get().extracting(Order::reason).isEqualTo("deadline");
        assertThat(orders.find("ord_b")).get().extracting(Order::reason).isNull();
    }

    @Test
    void a_checkout_that_claims_to_be_said_in_the_future_gets_no_longer_deadline() {
        hear(clock.instant().plus(Duration.ofHours(1)), "ord_a");

        assertThat(orders.oldestUnfinished()).contains(clock.instant());
        clock.advance(DEADLINE);
        deadlines.runOnce();
        assertThat(orders.find("ord_a")).get().extracting(Order::reason).isEqualTo("deadline");
    }

    @Test
    void a_decided_order_is_forgotten_after_a_while_and_one_that_is_not_never() {
        order("ord_a");
        clock.advance(DEADLINE);
        deadlines.runOnce();
        var undoing = store.load(Order.at("ord_a"));
        assertThat(undoing.found()).get().extracting(Order::phase).isEqualTo(Order.Phase.UNDOING);

        var decided = orchestrator.handle(new StockReleased("ord_a", "tea", 0)).orElseThrow();

        assertThat(decided.changes()).extracting(Effect.Change::ttl).containsExactly(RETENTION);
        var begun = orchestrator.handle(checkout("ord_b")).orElseThrow();
        assertThat(begun.changes()).extracting(Effect.Change::ttl).containsOnlyNulls();
    }

    @Test
    void a_checkout_that_may_have_been_decided_and_forgotten_begins_nothing() {
        var said = clock.instant();
        clock.advance(RETENTION.plusMillis(1));

        hear(said, "ord_a");
        hear(said.plusMillis(1), "ord_b");

        assertThat(orders.unfinished(Duration.ZERO, 10)).extracting(Order::id).containsExactly("ord_b");
    }

    private void hear(Instant said, String id) {
        orchestrator.handle(new Envelope("msg_" + id, said, null, checkout(id))).ifPresent(store::apply);
    }

    private void order(String id) {
        handle(checkout(id));
    }

    private void handle(Message message) {
        orchestrator.handle(message).ifPresent(store::apply);
    }

    private static CartCheckedOut checkout(String id) {
        return new CartCheckedOut("cart_1", 2, id, null, List.of(new OrderLine("tea", 1, PRICE)), PRICE);
    }
}
