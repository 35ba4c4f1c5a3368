package katas.shopping.cart;

import static katas.shopping.cart.Shop.changed;
import static katas.shopping.cart.Shop.euros;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import katas.shopping.cart.Cart.Status;
import katas.shopping.cart.CartOutcome.NotFound;
import katas.shopping.cart.CheckoutOutcome.Accepted;
import katas.shopping.effect.Effect;
import katas.shopping.messages.CartEvent.CartExpired;
import katas.shopping.messages.CartEvent.CartMergedInto;
import katas.shopping.messages.LineChange;
import katas.shopping.messages.OrderEvent.OrderRejected;
import org.junit.jupiter.api.Test;

class IdleCartsTest {
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final Shop shop = new Shop(1).selling("apple", 30).selling("bread", 250);
    private final Cart cart = shop.put(shop.carts.create(null), "apple", 2);

    @Test
    void forgets_a_cart_that_nobody_has_changed_since_it_was_looked_at_and_says_what_was_in_it() {
        shop.put(cart, "bread", 1);
        shop.remove(cart, "bread");
        pass(Shop.IDLE);
        assertThat(shop.cart(cart.id(), null).version()).isEqualTo(4);

        pass(Shop.IDLE.minus(MOMENT));
        assertThat(shop.carts.find(cart.id(), null)).isPresent();
        pass(MOMENT);

        assertThat(shop.carts.find(cart.id(), null)).isEmpty();
        assertThat(shop.carts.put(cart.id(), null, 4, "apple", 1)).isEqualTo(new NotFound(cart.id()));
        assertThat(shop.events(CartExpired.class))
                .containsExactly(new CartExpired(cart.id(), 5, List.of(new LineChange("apple", 0, 2, euros(30)))));
    }

    @Test
    void each_change_keeps_a_cart_for_as_long_as_a_cart_is_kept() {
        for (int month = 0; month < 5; month++) {
            pass(Shop.IDLE.minus(MOMENT));
            shop.put(cart, "apple", 3 + month);
        }

        pass(Shop.IDLE.minus(MOMENT));
        assertThat(shop.carts.find(cart.id(), null)).isPresent();
        pass(Shop.IDLE);
        pass(Shop.IDLE);
        assertThat(shop.carts.find(cart.id(), null)).isEmpty();
    }

    @Test
    void a_cart_with_an_order_stays_and_one_whose_order_came_to_nothing_goes_in_its_time() {
        var order = ((Accepted) shop.checkouts.checkout(cart.id(), null, null, "key", Shop.TOKEN)).orderId();
        for (int month = 0; month < 5; month++) {
            pass(Shop.IDLE);
        }
        assertThat(shop.cart(cart.id(), null).status()).isEqualTo(Status.CHECKED_OUT);

        shop.hear(new OrderRejected(order, cart.id(), "no stock"));
        pass(Shop.IDLE);
        assertThat(shop.cart(cart.id(), null).status()).isEqualTo(Status.OPEN);
        pass(Shop.IDLE);
        assertThat(shop.carts.find(cart.id(), null)).isEmpty();
    }

    @Test
    void a_guests_cart_that_waits_to_be_taken_in_stays_until_that_is_decided() {
        var anns = shop.carts.create("ann");
        var frozen = cart.merged(anns.id());
        shop.store.apply(Loaded.find(shop.store, cart.id()).orElseThrow().become(frozen));
        for (int month = 0; month < 3; month++) {
            shop.put(anns, "bread", 1 + month);
            pass(Shop.IDLE);
        }
        assertThat(shop.carts.find(cart.id(), null)).isPresent();

        assertThat(changed(shop.merges.merge(anns.id(), "ann", cart.id()))
                        .lines()
                        .present())
                .hasSize(2);
        pass(Shop.IDLE);
        assertThat(shop.carts.find(cart.id(), null)).isEmpty();
        assertThat(shop.cart(anns.id(), "ann").lines().present()).hasSize(2);
    }

    @Test
    void a_merge_into_a_cart_that_has_gone_gives_the_guest_the_lines_back() {
        var anns = shop.carts.create("ann");
        shop.hearAll();
        shop.store.apply(Loaded.find(shop.store, cart.id()).orElseThrow().become(cart.merged(anns.id())));
        shop.store.apply(Effect.in(Carts.CONTEXT, Cart.place(anns.id()).shard())
                .removing(Loaded.find(shop.store, anns.id()).orElseThrow().before()));

        shop.hear(new CartMergedInto(cart.id(), 3, anns.id()));
        shop.hearAll();

        var open = shop.cart(cart.id(), null);
        assertThat(open.status()).isEqualTo(Status.OPEN);
        assertThat(open.lines()).isEqualTo(cart.lines());
    }

    @Test
    void a_change_that_comes_while_a_cart_is_looked_at_saves_it() {
        pass(Shop.IDLE);
        var effects = shop.overtakenBy(() -> shop.put(cart, "bread", 1));
        shop.clock.advance(Shop.IDLE);

        new IdleCarts(shop.store, effects, shop.store, shop.clock, Shop.IDLE).runOnce();
        shop.idle.runOnce();

        assertThat(shop.cart(cart.id(), null).lines().present()).hasSize(2);
    }

    private void pass(Duration time) {
        shop.hearAll();
        shop.clock.advance(time);
        shop.idle.runOnce();
    }
}
