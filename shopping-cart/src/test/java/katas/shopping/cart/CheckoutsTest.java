package katas.shopping.cart;

import static katas.shopping.cart.Shop.TOKEN;
import static katas.shopping.cart.Shop.euros;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.shopping.Shards;
import katas.shopping.cart.Cart.Status;
import katas.shopping.cart.CartOutcome.Frozen;
import katas.shopping.cart.CartOutcome.NotFound;
import katas.shopping.cart.CartOutcome.Stale;
import katas.shopping.cart.CheckoutOutcome.Accepted;
import katas.shopping.cart.CheckoutOutcome.Empty;
import katas.shopping.cart.CheckoutOutcome.KeyReused;
import katas.shopping.cart.CheckoutOutcome.PriceChange;
import katas.shopping.cart.CheckoutOutcome.PricesChanged;
import katas.shopping.effect.Passage;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.CartEvent.CartReopened;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderEvent.OrderCompensated;
import katas.shopping.messages.OrderEvent.OrderCompleted;
import katas.shopping.messages.OrderEvent.OrderRejected;
import katas.shopping.messages.OrderLine;
import katas.shopping.messages.PaymentCommand.KeepPaymentToken;
import org.junit.jupiter.api.Test;

class CheckoutsTest {
    private static final int CALLERS = 50;

    private final Shop shop = new Shop(1).selling("apple", 30).selling("bread", 250);
    private final Checkouts checkouts = shop.checkouts;
    private final Cart cart = shop.put(shop.put(shop.carts.create("ann"), "apple", 2), "bread", 1);

    @Test
    void announces_an_order_in_the_shard_of_its_cart_for_what_the_customer_was_shown() {
        var order = checkOut("key");

        assertThat(shop.events(CartCheckedOut.class))
                .containsExactly(new CartCheckedOut(
                        cart.id(),
                        4,
                        order,
                        "ann",
                        List.of(new OrderLine("apple", 2, euros(30)), new OrderLine("bread", 1, euros(250))),
                        euros(310)));
        assertThat(Shards.of(order)).isEqualTo(Shards.of(cart.id()));
        assertThat(shop.cart(cart.id(), "ann").orderId()).isEqualTo(order);
        assertThat(PendingOrder.find(shop.store, order))
                .contains(new PendingOrder(order, cart.id(), "ann", euros(310)));
    }

    @Test
    void what_the_customer_pays_with_is_told_to_the_payment_alone() {
        var order = checkOut("key");

        assertThat(shop.store.saidBy(Carts.CONTEXT))
                .extracting(Envelope::message)
                .filteredOn(message -> message.toString().contains(TOKEN))
                .containsExactly(new KeepPaymentToken(order, TOKEN));
    }

    @Test
    void fifty_times_at_once_with_the_same_key_is_one_order_and_the_same_answer() {
        var outcomes = LoadDriver.run(CALLERS, caller -> checkouts.checkout(cart.id(), "ann", null, "key", TOKEN));

        assertThat(outcomes.results()).hasSize(CALLERS);
        assertThat(new HashSet<>(outcomes.results())).hasSize(1);
        assertThat(shop.events(CartCheckedOut.class)).hasSize(1);
    }

    @Test
    void a_checkout_that_is_overtaken_by_itself_gets_the_answer_of_the_faster_one() {
        var effects = shop.overtakenBy(() -> checkOut("key"));

        var outcome = new Checkouts(shop.store, effects, shop.prices, shop.ids, Passage.OPEN)
                .checkout(cart.id(), "ann", null, "key", TOKEN);

        assertThat(shop.events(CartCheckedOut.class)).hasSize(1);
        assertThat(outcome)
                .isEqualTo(new Accepted(
                        shop.events(CartCheckedOut.class).getFirst().orderId()));
    }

    @Test
    void a_checkout_that_is_overtaken_by_a_change_is_for_what_the_cart_holds_then() {
        var effects = shop.overtakenBy(() -> shop.remove(cart, "bread"));

        new Checkouts(shop.store, effects, shop.prices, shop.ids, Passage.OPEN)
                .checkout(cart.id(), "ann", null, "key", TOKEN);

        assertThat(shop.events(CartCheckedOut.class).getFirst().lines())
                .containsExactly(new OrderLine("apple", 2, euros(30)));
    }

    @Test
    void fifty_times_at_once_with_a_key_each_is_one_order_and_the_others_are_told_that_the_cart_is_frozen() {
        var outcomes =
                LoadDriver.run(CALLERS, caller -> checkouts.checkout(cart.id(), "ann", null, "key-" + caller, TOKEN));

        assertThat(outcomes.count(new Frozen(shop.cart(cart.id(), "ann")))).isEqualTo(CALLERS - 1);
        assertThat(shop.events(CartCheckedOut.class)).hasSize(1);
    }

    @Test
    void refuses_a_cart_that_another_device_has_changed_since_it_was_seen_and_shows_it_as_it_is() {
        var current = shop.put(cart, "apple", 9);

        assertThat(checkouts.checkout(cart.id(), "ann", cart.version(), "key", TOKEN))
                .isEqualTo(new Stale(current));
        assertThat(shop.cart(cart.id(), "ann")).isEqualTo(current);

        assertThat(checkouts.checkout(cart.id(), "ann", current.version(), "key", TOKEN))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void refuses_a_cart_that_another_device_changes_while_it_is_checked_out() {
        var effects = shop.overtakenBy(() -> shop.remove(cart, "bread"));

        var outcome = new Checkouts(shop.store, effects, shop.prices, shop.ids, Passage.OPEN)
                .checkout(cart.id(), "ann", cart.version(), "key", TOKEN);

        assertThat(outcome).isEqualTo(new Stale(shop.cart(cart.id(), "ann")));
        assertThat(shop.events(CartCheckedOut.class)).isEmpty();
    }

    @Test
    void the_same_key_gets_the_same_answer_though_the_version_it_came_with_is_long_gone() {
        var first = checkouts.checkout(cart.id(), "ann", cart.version(), "key", TOKEN);

        assertThat(checkouts.checkout(cart.id(), "ann", cart.version(), "key", TOKEN))
                .isEqualTo(first);

        shop.hear(new OrderRejected(((Accepted) first).orderId(), cart.id(), "no stock"));
        shop.put(cart, "apple", 3);
        assertThat(checkouts.checkout(cart.id(), "ann", cart.version(), "key", TOKEN))
                .isEqualTo(first);
    }

    @Test
    void what_one_device_has_agreed_to_is_not_charged_to_another_that_has_not_seen_it() {
        shop.selling("apple", 35);
        var agreed = shop.put(cart, "apple", 2);

        assertThat(checkouts.checkout(cart.id(), "ann", cart.version(), "key", TOKEN))
                .isEqualTo(new Stale(agreed));
    }

    @Test
    void nobody_is_charged_another_total_than_that_of_the_version_they_have_seen_whoever_else_shops() {
        var random = new Random(Seeds.next());
        int orders = 0;
        for (int i = 0; i < Rounds.of(1_000, 10_000); i++) {
            orders += shopOnManyDevices(random) ? 1 : 0;
        }

        assertThat(orders).isPositive();
    }

    @Test
    void refuses_a_key_that_stands_for_another_means_of_payment() {
        checkOut("key");

        assertThat(checkouts.checkout(cart.id(), "ann", null, "key", "other-token"))
                .isEqualTo(new KeyReused());
    }

    @Test
    void refuses_a_cart_that_is_empty_or_not_there() {
        var empty = shop.carts.create(null);

        assertThat(checkouts.checkout(empty.id(), null, null, "key", TOKEN)).isEqualTo(new Empty());
        assertThat(checkouts.checkout(cart.id(), "bob", null, "key", TOKEN)).isEqualTo(new NotFound(cart.id()));
    }

    @Test
    void tells_which_prices_are_not_as_they_were_shown_and_goes_on_once_the_customer_has_put_the_line_again() {
        shop.selling("apple", 35);

        assertThat(checkouts.checkout(cart.id(), "ann", null, "key", TOKEN))
                .isEqualTo(new PricesChanged(List.of(new PriceChange("apple", euros(30), euros(35)))));
        assertThat(shop.cart(cart.id(), "ann")).isEqualTo(cart);

        shop.put(cart, "apple", 2);
        checkOut("key");
        assertThat(shop.events(CartCheckedOut.class).getFirst().total()).isEqualTo(euros(320));
    }

    @Test
    void a_price_that_falls_is_told_like_one_that_rises() {
        shop.selling("bread", 200);

        assertThat(checkouts.checkout(cart.id(), "ann", null, "key", TOKEN))
                .isEqualTo(new PricesChanged(List.of(new PriceChange("bread", euros(250), euros(200)))));
    }

    @Test
    void nobody_is_charged_other_than_shown_however_prices_move() {
        var random = new Random(Seeds.next());
        int orders = 0;
        for (int i = 0; i < Rounds.of(1_000, 10_000); i++) {
            orders += shopWhilePricesMove(random) ? 1 : 0;
        }

        assertThat(orders).isPositive();
    }

    @Test
    void opens_again_when_its_order_came_to_nothing_and_a_new_key_makes_a_new_order() {
        var first = checkOut("key");
        shop.hear(new OrderRejected(first, cart.id(), "no stock"));
        shop.hear(new OrderRejected(first, cart.id(), "no stock"));

        assertThat(shop.cart(cart.id(), "ann").status()).isEqualTo(Status.OPEN);
        assertThat(shop.events(CartReopened.class)).containsExactly(new CartReopened(cart.id(), 5, first));
        assertThat(checkOut("key")).isEqualTo(first);

        var second = checkOut("other-key");
        shop.hear(new OrderCompensated(first, cart.id(), "late"));

        assertThat(second).isNotEqualTo(first);
        assertThat(shop.cart(cart.id(), "ann").orderId()).isEqualTo(second);
    }

    @Test
    void stays_frozen_once_its_order_is_completed() {
        var order = checkOut("key");

        shop.hear(new OrderCompleted(order, cart.id()));

        assertThat(shop.cart(cart.id(), "ann").status()).isEqualTo(Status.CHECKED_OUT);
    }

    private String checkOut(String key) {
        if (checkouts.checkout(cart.id(), "ann", null, key, TOKEN) instanceof Accepted(var order)) {
            return order;
        }
        throw new AssertionError("not accepted");
    }

    /** Tells whether it came to an order; if so, it is for what the answer of the version in question had shown. */
    private static boolean shopOnManyDevices(Random random) {
        var shop = new Shop(random.nextLong()).selling("apple", 100).selling("bread", 100);
        var mine = shop.put(shop.carts.create("ann"), "apple", 1);
        var guests = shop.put(shop.carts.create(null), "bread", 2);
        var totals = new HashMap<Long, Long>();
        for (int i = 0; i < 8; i++) {
            var seen = shop.cart(mine.id(), "ann");
            totals.put(seen.version(), seen.lines().total());
            switch (random.nextInt(4)) {
                case 0 -> shop.selling("apple", 100 + random.nextInt(3));
                case 1 -> shop.remove(mine, "bread");
                case 2 -> shop.merges.merge(mine.id(), "ann", guests.id());
                default -> shop.put(mine, random.nextBoolean() ? "apple" : "bread", 1 + random.nextInt(5));
            }
        }
        var versions = List.copyOf(totals.keySet());
        long version = versions.get(versions.size() - 1 - random.nextInt(2) * random.nextInt(versions.size()));
        var outcome = shop.checkouts.checkout(mine.id(), "ann", version, "key", TOKEN);
        for (var order : shop.events(CartCheckedOut.class)) {
            assertThat(order.total().amount()).isEqualTo(totals.get(version));
        }
        return outcome instanceof Accepted;
    }

    /** Tells whether it came to an order; if so, it is for what the answers to the customer's own puts had shown. */
    private static boolean shopWhilePricesMove(Random random) {
        var shop = new Shop(random.nextLong()).selling("apple", 100).selling("bread", 100);
        var mine = shop.carts.create(null);
        var shown = new HashMap<String, Money>();
        for (int i = 0; i < 8; i++) {
            var sku = random.nextBoolean() ? "apple" : "bread";
            if (random.nextBoolean()) {
                shop.selling(sku, 100 + random.nextInt(3));
            } else {
                shop.put(mine, sku, 1 + random.nextInt(5)).lines().present().stream()
                        .filter(line -> line.sku().equals(sku))
                        .forEach(line -> shown.put(sku, line.unitPrice()));
            }
        }
        shop.checkouts.checkout(mine.id(), null, null, "key", TOKEN);
        for (var order : shop.events(CartCheckedOut.class)) {
            long total = 0;
            for (var line : order.lines()) {
                assertThat(line.unitPrice()).isEqualTo(shown.get(line.sku()));
                total += line.quantity() * line.unitPrice().amount();
            }
            assertThat(order.total()).isEqualTo(euros(total));
        }
        return !shop.events(CartCheckedOut.class).isEmpty();
    }
}
