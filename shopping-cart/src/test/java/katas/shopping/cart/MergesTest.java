package katas.shopping.cart;

import static katas.shopping.cart.Shop.changed;
import static katas.shopping.cart.Shop.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Seeds;
import katas.shopping.StoreUnavailable;
import katas.shopping.cart.Cart.Status;
import katas.shopping.cart.CartOutcome.Changed;
import katas.shopping.cart.CartOutcome.Frozen;
import katas.shopping.cart.CartOutcome.NotFound;
import katas.shopping.cart.CartOutcome.NotMergeable;
import katas.shopping.cart.CartOutcome.OtherCurrency;
import katas.shopping.cart.CheckoutOutcome.Accepted;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.messages.CartEvent.CartMergeRefused;
import katas.shopping.messages.CartEvent.CartMergedInto;
import katas.shopping.messages.CartEvent.LinesChanged;
import katas.shopping.messages.LineChange;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderEvent.OrderRejected;
import org.junit.jupiter.api.Test;

class MergesTest {
    private static final int CASES = 10_000;

    private final Shop shop = new Shop(1).selling("apple", 30).selling("bread", 250);
    private final Merges merges = shop.merges;
    private final Cart anns = shop.put(shop.put(shop.carts.create("ann"), "apple", 2), "bread", 1);
    private final Cart guests = shop.put(shop.carts.create(null), "apple", 5);

    @Test
    void takes_the_guests_lines_in_and_lets_the_guests_cart_only_be_read() {
        var merged = changed(merges.merge(anns.id(), "ann", guests.id()));

        assertThat(merged.lines().present())
                .containsExactly(new Line("apple", 0, 5, euros(30)), new Line("bread", 0, 1, euros(250)));
        var frozen = shop.cart(guests.id(), null);
        assertThat(frozen.status()).isEqualTo(Status.MERGED);
        assertThat(frozen.lines()).isEqualTo(guests.lines());
        assertThat(shop.carts.put(guests.id(), null, frozen.version(), "apple", 1))
                .isEqualTo(new Frozen(frozen));
        assertThat(shop.checkouts.checkout(guests.id(), null, null, "key", Shop.TOKEN))
                .isEqualTo(new Frozen(frozen));
    }

    @Test
    void says_which_lines_a_merge_has_changed() {
        merges.merge(anns.id(), "ann", guests.id());

        assertThat(shop.events())
                .contains(
                        new CartMergedInto(guests.id(), 3, anns.id()),
                        new LinesChanged(anns.id(), 4, List.of(new LineChange("apple", 5, 2, euros(30)))));
    }

    @Test
    void a_second_time_changes_nothing_even_if_the_customer_has_removed_a_line_since() {
        merges.merge(anns.id(), "ann", guests.id());
        var without = shop.remove(anns, "apple");

        assertThat(merges.merge(anns.id(), "ann", guests.id())).isEqualTo(new Changed(without));
    }

    @Test
    void a_line_that_a_guest_removed_is_removed_for_the_customer_too() {
        shop.remove(guests, "apple");

        var merged = changed(merges.merge(anns.id(), "ann", guests.id()));

        assertThat(merged.lines().present()).containsExactly(new Line("bread", 0, 1, euros(250)));
    }

    @Test
    void of_two_customers_at_once_one_gets_the_guests_lines() {
        var bobs = shop.carts.create("bob");

        var outcomes = LoadDriver.run(
                2,
                i -> i == 0
                        ? merges.merge(anns.id(), "ann", guests.id())
                        : merges.merge(bobs.id(), "bob", guests.id()));

        assertThat(outcomes.results())
                .hasSize(2)
                .hasAtLeastOneElementOfType(Changed.class)
                .contains(new Frozen(shop.cart(guests.id(), null)));
        assertThat(shop.events(CartMergedInto.class)).hasSize(1);
    }

    @Test
    void a_line_that_the_guest_puts_while_the_carts_are_merged_is_merged_too() {
        var effects = shop.overtakenBy(() -> shop.put(guests, "bread", 9));

        var merged = changed(new Merges(shop.store, effects, Passage.OPEN).merge(anns.id(), "ann", guests.id()));

        assertThat(merged.lines().present())
                .containsExactly(new Line("apple", 0, 5, euros(30)), new Line("bread", 0, 9, euros(250)));
    }

    @Test
    void a_merge_that_dies_half_way_is_finished_by_its_own_event() {
        var event = dieHalfWay();
        assertThat(shop.cart(anns.id(), "ann")).isEqualTo(anns);

        shop.hear(event);
        shop.hear(event);

        assertThat(shop.cart(anns.id(), "ann").lines().present()).contains(new Line("apple", 0, 5, euros(30)));
        assertThat(shop.cart(anns.id(), "ann").version()).isEqualTo(anns.version() + 1);
    }

    @Test
    void a_merge_that_dies_half_way_is_finished_by_whoever_asks_again() {
        dieHalfWay();

        var merged = changed(merges.merge(anns.id(), "ann", guests.id()));

        assertThat(merged.lines().present()).contains(new Line("apple", 0, 5, euros(30)));
    }

    @Test
    void a_merge_that_a_checkout_overtakes_gives_the_guest_the_lines_back() {
        dieHalfWay();
        shop.checkouts.checkout(anns.id(), "ann", null, "key", Shop.TOKEN);
        var frozen = shop.cart(anns.id(), "ann");

        assertThat(merges.merge(anns.id(), "ann", guests.id())).isEqualTo(new Frozen(frozen));
        shop.hearAll();

        assertThat(shop.events(CartMergeRefused.class))
                .containsExactly(new CartMergeRefused(guests.id(), 4, anns.id()));
        assertThat(shop.cart(anns.id(), "ann")).isEqualTo(frozen);
        var open = shop.cart(guests.id(), null);
        assertThat(open.status()).isEqualTo(Status.OPEN);
        assertThat(open.lines()).isEqualTo(guests.lines());
        assertThat(shop.put(guests, "apple", 6).version()).isEqualTo(5);
    }

    @Test
    void a_merge_whose_target_holds_something_else_by_then_gives_the_guest_the_lines_back() {
        shop.selling("cheese", 300).put(guests, "cheese", 1);
        var event = dieHalfWay();
        shop.prices.set("pie", new Money(300, "USD"));
        shop.remove(anns, "apple");
        shop.remove(anns, "bread");
        var dollars = shop.put(anns, "pie", 1);

        shop.hear(event);
        shop.hearAll();

        assertThat(shop.cart(anns.id(), "ann")).isEqualTo(dollars);
        assertThat(shop.cart(guests.id(), null).status()).isEqualTo(Status.OPEN);
    }

    @Test
    void a_merge_that_was_refused_stays_so_until_the_guests_cart_is_open_and_can_be_asked_for_again_then() {
        var event = dieHalfWay();
        var order = ((Accepted) shop.checkouts.checkout(anns.id(), "ann", null, "key", Shop.TOKEN)).orderId();
        shop.hear(event);
        shop.hear(new OrderRejected(order, anns.id(), "no stock"));
        var waiting = shop.cart(guests.id(), null);

        shop.hear(event);
        assertThat(merges.merge(anns.id(), "ann", guests.id())).isEqualTo(new Frozen(waiting));
        shop.hearAll();
        var merged = changed(merges.merge(anns.id(), "ann", guests.id()));
        shop.hearAll();

        assertThat(merged.lines().present()).contains(new Line("apple", 0, 5, euros(30)));
        assertThat(shop.cart(anns.id(), "ann")).isEqualTo(merged);
        assertThat(shop.cart(guests.id(), null).status()).isEqualTo(Status.MERGED);
    }

    @Test
    void in_ten_thousand_cases_a_guests_lines_end_in_one_cart_whatever_comes_between_and_whoever_dies() {
        var random = new Random(Seeds.next());
        var ends = new TreeMap<String, Integer>();
        for (int i = 0; i < CASES; i++) {
            new Bustle(random).forAWhile().forEach(end -> ends.merge(end, 1, Integer::sum));
        }

        System.out.println("where guests' lines ended: " + ends);
        assertThat(ends.keySet()).containsExactly("again in their own cart", "in a customer's", "in their own cart");
    }

    @Test
    void takes_only_a_guests_cart_and_only_into_the_cart_of_whoever_asks() {
        var otherGuests = shop.carts.create(null);
        var annsOther = shop.carts.create("ann");
        var bobs = shop.carts.create("bob");

        assertThat(merges.merge(otherGuests.id(), "ann", guests.id())).isEqualTo(new NotMergeable(otherGuests.id()));
        assertThat(merges.merge(anns.id(), "ann", annsOther.id())).isEqualTo(new NotMergeable(annsOther.id()));
        assertThat(merges.merge(anns.id(), "ann", bobs.id())).isEqualTo(new NotFound(bobs.id()));
        assertThat(merges.merge(bobs.id(), "ann", guests.id())).isEqualTo(new NotFound(bobs.id()));
        assertThat(merges.merge(anns.id(), null, guests.id())).isEqualTo(new NotFound(anns.id()));
        assertThat(shop.cart(guests.id(), null)).isEqualTo(guests);
    }

    @Test
    void refuses_lines_that_the_target_cannot_hold_and_leaves_both_as_they_are() {
        shop.prices.set("pie", new Money(300, "USD"));
        var dollars = shop.put(shop.carts.create(null), "pie", 1);

        assertThat(merges.merge(anns.id(), "ann", dollars.id())).isEqualTo(new OtherCurrency("pie", "USD"));

        assertThat(shop.cart(dollars.id(), null)).isEqualTo(dollars);
        assertThat(shop.cart(anns.id(), "ann")).isEqualTo(anns);
    }

    /** Merges in a process that dies after the first effect; returns what that has said. */
    private CartMergedInto dieHalfWay() {
        var alive = new AtomicBoolean(true);
        Effects dying = effect -> {
            if (!alive.getAndSet(false)) {
                throw new StoreUnavailable("died", null);
            }
            return shop.store.apply(effect);
        };
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> new Merges(shop.store, dying, Passage.OPEN).merge(anns.id(), "ann", guests.id()));
        return shop.events(CartMergedInto.class).getFirst();
    }
}
