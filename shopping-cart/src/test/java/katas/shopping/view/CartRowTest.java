package katas.shopping.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.shopping.cart.Cart;
import katas.shopping.cart.RandomShopping;
import katas.shopping.cart.Shop;
import katas.shopping.effect.Poison;
import katas.shopping.messages.CartEvent;
import katas.shopping.messages.CartEvent.CartCreated;
import katas.shopping.messages.CartEvent.LinesChanged;
import org.junit.jupiter.api.Test;

class CartRowTest {
    private static final int THINGS = 200;

    private final Random random = new Random(Seeds.next());

    @Test
    void a_carts_events_in_order_fold_into_what_its_owner_finds() {
        for (int round = 0; round < Rounds.of(50, 500); round++) {
            var shop = new Shop(random.nextLong());
            for (var cart : new RandomShopping(shop, random).doing(THINGS).carts()) {
                assertThat(fold(cart.id(), shop.events(cart.id()))).isEqualTo(rowOf(cart));
            }
        }
    }

    @Test
    void any_permutation_and_repetition_of_a_carts_events_folds_into_the_same() {
        for (int round = 0; round < Rounds.of(50, 500); round++) {
            var shop = new Shop(random.nextLong());
            for (var cart : new RandomShopping(shop, random).doing(THINGS).carts()) {
                var events = shop.events(cart.id());
                var shuffled = new ArrayList<>(events);
                events.forEach(event -> Collections.addAll(shuffled, event, event));
                Collections.shuffle(shuffled, random);

                assertThat(fold(cart.id(), shuffled)).isEqualTo(fold(cart.id(), events));
            }
        }
    }

    @Test
    void what_comes_before_its_time_changes_nothing_until_the_gap_is_closed() {
        var shop = new Shop(1).selling("apple", 30);
        var cart = shop.carts.create("ann");
        shop.put(cart, "apple", 2);
        shop.put(cart, "apple", 5);
        var events = shop.events(cart.id());

        var early = fold(cart.id(), List.of(events.get(0), events.get(2)));
        var complete = early.after(events.get(1));

        assertThat(early.version()).isEqualTo(1);
        assertThat(early.lines()).isEmpty();
        assertThat(complete).isEqualTo(rowOf(shop.cart(cart.id(), "ann")));
    }

    @Test
    void nothing_lies_in_a_cart_that_has_expired() {
        var shop = new Shop(1).selling("apple", 30);
        var cart = shop.put(shop.carts.create("ann"), "apple", 2);
        shop.expire(cart);

        var row = fold(cart.id(), shop.events(cart.id()));

        assertThat(row.version()).isEqualTo(3);
        assertThat(row.openLines()).isEmpty();
    }

    @Test
    void a_thousand_events_wait_for_a_gap_to_close_and_not_one_more() {
        var full = withThousandEarly();

        assertThat(full.early()).hasSize(1_000);
        assertThatExceptionOfType(Poison.class)
                .isThrownBy(() -> full.after(new LinesChanged("cart_1", 1_002, List.of())))
                .withMessage("cart_1 waits for event 1: no more than 1000 later ones are kept until it comes");
    }

    @Test
    void the_event_that_a_thousand_wait_for_closes_the_gap() {
        var complete = withThousandEarly().after(new CartCreated("cart_1", 1, "ann"));

        assertThat(complete.version()).isEqualTo(1_001);
        assertThat(complete.early()).isEmpty();
    }

    /** Returns a row to which as many events have come as may wait for an earlier one. */
    private static CartRow withThousandEarly() {
        var row = CartRow.unheardOf("cart_1");
        for (int version = 2; version <= 1_001; version++) {
            row = row.after(new LinesChanged("cart_1", version, List.of()));
        }
        return row;
    }

    private static CartRow fold(String id, List<CartEvent> events) {
        var row = CartRow.unheardOf(id);
        for (var event : events) {
            row = row.after(event);
        }
        return row;
    }

    private static CartRow rowOf(Cart cart) {
        var lines = new TreeMap<String, CartRow.Line>();
        cart.lines()
                .present()
                .forEach(line -> lines.put(line.sku(), new CartRow.Line(line.quantity(), line.unitPrice())));
        return new CartRow(
                cart.id(), cart.owner(), cart.version(), cart.mergedInto(), cart.orderId(), lines, new TreeMap<>());
    }
}
