package katas.shopping.cart;

import static katas.shopping.cart.Shop.changed;
import static katas.shopping.cart.Shop.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import katas.lab.testing.LoadDriver;
import katas.shopping.cart.CartOutcome.Changed;
import katas.shopping.cart.CartOutcome.Frozen;
import katas.shopping.cart.CartOutcome.NotFound;
import katas.shopping.cart.CartOutcome.OtherCurrency;
import katas.shopping.cart.CartOutcome.Stale;
import katas.shopping.cart.CartOutcome.TooExpensive;
import katas.shopping.cart.CartOutcome.TooManyLines;
import katas.shopping.cart.CartOutcome.UnknownSku;
import katas.shopping.messages.CartEvent.CartCreated;
import katas.shopping.messages.CartEvent.LinesChanged;
import katas.shopping.messages.LineChange;
import katas.shopping.messages.Money;
import org.junit.jupiter.api.Test;

class CartsTest {
    private static final int WRITERS = 100;

    private final Shop shop = new Shop(1).selling("apple", 30).selling("bread", 250);
    private final Carts carts = shop.carts;

    @Test
    void says_of_every_change_what_it_did_under_the_next_version() {
        var cart = carts.create("ann");

        shop.put(cart, "apple", 2);
        shop.put(cart, "bread", 1);
        shop.put(cart, "apple", 5);
        shop.remove(cart, "bread");

        assertThat(shop.events())
                .containsExactly(
                        new CartCreated(cart.id(), 1, "ann"),
                        new LinesChanged(cart.id(), 2, List.of(new LineChange("apple", 2, 0, euros(30)))),
                        new LinesChanged(cart.id(), 3, List.of(new LineChange("bread", 1, 0, euros(250)))),
                        new LinesChanged(cart.id(), 4, List.of(new LineChange("apple", 5, 2, euros(30)))),
                        new LinesChanged(cart.id(), 5, List.of(new LineChange("bread", 0, 1, euros(250)))));
        assertThat(shop.cart(cart.id(), "ann").version()).isEqualTo(5);
    }

    @Test
    void a_change_to_what_is_so_already_says_nothing_and_keeps_the_version() {
        var cart = shop.put(carts.create(null), "apple", 2);

        assertThat(carts.put(cart.id(), null, 2, "apple", 2)).isEqualTo(new Changed(cart));
        assertThat(carts.remove(cart.id(), null, 2, "bread")).isEqualTo(new Changed(cart));

        assertThat(shop.events()).hasSize(2);
    }

    @Test
    void refuses_a_change_of_what_has_changed_since_it_was_read_and_shows_it_as_it_is() {
        var seen = carts.create(null);
        var current = shop.put(seen, "apple", 2);

        var outcome = carts.put(seen.id(), null, seen.version(), "bread", 1);

        assertThat(outcome).isEqualTo(new Stale(current));
        assertThat(shop.cart(seen.id(), null)).isEqualTo(current);
    }

    @Test
    void refuses_a_change_that_is_overtaken_between_reading_and_storing() {
        var cart = shop.put(carts.create(null), "apple", 2);
        var effects = shop.overtakenBy(() -> shop.put(cart, "bread", 1));

        var outcome =
                new Carts(shop.store, effects, shop.prices, shop.ids).put(cart.id(), null, cart.version(), "apple", 9);

        assertThat(outcome).isEqualTo(new Stale(shop.cart(cart.id(), null)));
        assertThat(shop.cart(cart.id(), null).lines().present())
                .containsExactly(new Line("apple", 0, 2, euros(30)), new Line("bread", 0, 1, euros(250)));
    }

    @Test
    void of_a_hundred_writers_who_saw_the_same_cart_one_changes_it() {
        var cart = shop.put(carts.create(null), "apple", 1);

        var outcomes = LoadDriver.run(WRITERS, writer -> carts.put(cart.id(), null, 2, "apple", 2 + writer));

        var changed =
                outcomes.results().stream().filter(Changed.class::isInstance).toList();
        assertThat(changed).containsExactly(new Changed(shop.cart(cart.id(), null)));
        assertThat(outcomes.count(new Stale(shop.cart(cart.id(), null)))).isEqualTo(WRITERS - 1);
    }

    @Test
    void of_a_hundred_writers_at_once_no_acknowledged_change_is_lost() {
        var cart = shop.put(carts.create(null), "apple", 1);

        var outcomes = LoadDriver.run(WRITERS, writer -> addOne(cart));

        assertThat(outcomes.results()).hasSize(WRITERS);
        var last = shop.cart(cart.id(), null);
        assertThat(last.lines().present()).containsExactly(new Line("apple", 0, 1 + WRITERS, euros(30)));
        assertThat(last.version()).isEqualTo(2 + WRITERS);
    }

    @Test
    void a_customers_cart_is_there_for_nobody_else_and_a_guests_for_all_who_know_its_id() {
        var owned = carts.create("ann");
        var guests = carts.create(null);

        assertThat(carts.find(owned.id(), "bob")).isEmpty();
        assertThat(carts.find(owned.id(), null)).isEmpty();
        assertThat(carts.put(owned.id(), "bob", 1, "apple", 1)).isEqualTo(new NotFound(owned.id()));
        assertThat(carts.remove(owned.id(), null, 1, "apple")).isEqualTo(new NotFound(owned.id()));
        assertThat(carts.find(guests.id(), "bob")).contains(guests);
        assertThat(carts.find("cart_none", "ann")).isEmpty();
    }

    @Test
    void refuses_what_nobody_sells() {
        var cart = carts.create(null);

        assertThat(carts.put(cart.id(), null, 1, "unicorn", 1)).isEqualTo(new UnknownSku("unicorn"));
    }

    @Test
    void a_cart_that_was_checked_out_does_not_change_any_more_whatever_version_is_sent() {
        var cart = shop.put(carts.create(null), "apple", 2);
        shop.checkouts.checkout(cart.id(), null, null, "key", Shop.TOKEN);
        var frozen = shop.cart(cart.id(), null);

        assertThat(carts.put(cart.id(), null, frozen.version(), "apple", 3)).isEqualTo(new Frozen(frozen));
        assertThat(carts.remove(cart.id(), null, cart.version(), "apple")).isEqualTo(new Frozen(frozen));
        assertThat(shop.cart(cart.id(), null)).isEqualTo(frozen);
    }

    @Test
    void holds_a_hundred_lines_and_not_one_more() {
        var cart = carts.create(null);
        for (int i = 0; i <= Lines.MOST; i++) {
            shop.selling("sku-" + i, 1);
        }
        for (int i = 0; i < Lines.MOST; i++) {
            shop.put(cart, "sku-" + i, 1);
        }

        assertThat(carts.put(cart.id(), null, 1 + Lines.MOST, "sku-" + Lines.MOST, 1))
                .isEqualTo(new TooManyLines());

        shop.remove(cart, "sku-0");
        assertThat(shop.put(cart, "sku-" + Lines.MOST, 1).lines().present()).hasSize(Lines.MOST);
    }

    @Test
    void lines_that_were_removed_take_no_room_from_others_however_many_there_were() {
        var cart = carts.create(null);
        for (int i = 0; i < 3 * Lines.MOST_REMOVED; i++) {
            shop.selling("sku-" + i, 1);
            shop.put(cart, "sku-" + i, 1);
            shop.remove(cart, "sku-" + i);
        }

        for (int i = 0; i < Lines.MOST; i++) {
            shop.put(cart, "sku-" + i, 1);
        }

        var full = shop.cart(cart.id(), null);
        assertThat(full.lines().present()).hasSize(Lines.MOST);
        assertThat(full.lines().bySku().size()).isLessThanOrEqualTo(Lines.MOST + Lines.MOST_REMOVED);
        assertThat(carts.put(cart.id(), null, full.version(), "apple", 1)).isEqualTo(new TooManyLines());
    }

    @Test
    void has_one_currency() {
        var cart = shop.put(carts.create(null), "apple", 2);
        shop.prices.set("pie", new Money(300, "USD"));

        assertThat(carts.put(cart.id(), null, 2, "pie", 1)).isEqualTo(new OtherCurrency("pie", "USD"));

        shop.remove(cart, "apple");
        assertThat(shop.put(cart, "pie", 1).lines().present())
                .containsExactly(new Line("pie", 0, 1, new Money(300, "USD")));
    }

    @Test
    void comes_to_no_more_than_anybody_can_pay() {
        var cart = carts.create(null);
        shop.selling("palace", Money.MOST / 2);

        assertThat(changed(carts.put(cart.id(), null, 1, "palace", 2)).lines().total())
                .isEqualTo(Money.MOST);
        assertThat(carts.put(cart.id(), null, 2, "palace", 3)).isEqualTo(new TooExpensive());
        assertThat(carts.put(cart.id(), null, 2, "apple", 1)).isEqualTo(new TooExpensive());
    }

    @Test
    void knows_no_quantity_below_one_or_above_nine_hundred_and_ninety_nine() {
        var cart = carts.create(null);

        assertThatIllegalArgumentException().isThrownBy(() -> carts.put(cart.id(), null, 1, "apple", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> carts.put(cart.id(), null, 1, "apple", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> carts.put(cart.id(), null, 1, "apple", 1_000));
        assertThat(shop.cart(cart.id(), null)).isEqualTo(cart);
    }

    /** Adds one apple to however many there are, again until that is acknowledged. */
    private Cart addOne(Cart seen) {
        int apples = seen.lines().present().getFirst().quantity();
        return switch (carts.put(seen.id(), null, seen.version(), "apple", apples + 1)) {
            case Changed(var cart) -> cart;
            case Stale(var current) -> addOne(current);
            case CartOutcome other -> throw new AssertionError(other);
        };
    }
}
