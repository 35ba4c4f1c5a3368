package katas.shopping.cart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import katas.shopping.Crashed;
import katas.shopping.cart.Cart.Status;
import katas.shopping.cart.CheckoutOutcome.Accepted;
import katas.shopping.messages.CartEvent.CartMergeRefused;
import katas.shopping.messages.Message;
import katas.shopping.messages.Money;
import katas.shopping.messages.OrderEvent.OrderCompleted;
import katas.shopping.messages.OrderEvent.OrderRejected;

/**
 * Two customers, and two guests with something in their carts that nobody else has. Carts are merged, checked out, ordered
 * in vain and filled with what goes with nothing else; processes die in merges; events come late, early and again.
 */
final class Bustle {
    private static final int THINGS = 15;

    private final Random random;
    private final Shop shop;
    private final Merges mortal;
    private final List<Cart> customers;
    private final List<Cart> guests;
    private final List<Message> decided = new ArrayList<>();
    private int keys;

    Bustle(Random random) {
        this.random = random;
        shop = new Shop(random.nextLong())
                .selling("apple", 30)
                .selling("fig-0", 40)
                .selling("fig-1", 40);
        shop.prices.set("pie", new Money(300, "USD"));
        mortal = new Merges(shop.store, shop.store, (moment, subject) -> {
            if (random.nextInt(4) == 0) {
                throw new Crashed();
            }
        });
        customers = List.of(shop.carts.create("ann"), shop.carts.create("bob"));
        guests = Stream.of("fig-0", "fig-1")
                .map(fig -> shop.put(shop.carts.create(null), fig, 2))
                .toList();
    }

    /** Lets it all happen, and then everybody hear of everything; returns where each guest's lines are. */
    List<String> forAWhile() {
        for (int i = 0; i < THINGS; i++) {
            something();
        }
        decided.forEach(shop::hear);
        shop.hearAll();
        return Stream.of(0, 1).map(this::end).toList();
    }

    private void something() {
        var customer = any(customers);
        switch (random.nextInt(8)) {
            case 0, 1 -> merge(customer, any(guests));
            case 2 -> checkOut(customer);
            case 3 -> checkOut(any(guests));
            case 4 -> put(customer, random.nextBoolean() ? "apple" : "pie");
            case 5 -> remove(customer, random.nextBoolean() ? "apple" : "pie");
            case 6 -> any(shop.events(), shop::hear);
            default -> any(decided, shop::hear);
        }
    }

    private void merge(Cart customer, Cart guest) {
        try {
            mortal.merge(customer.id(), customer.owner(), guest.id());
        } catch (Crashed _) {
            // its events go on
        }
    }

    private void checkOut(Cart cart) {
        if (shop.checkouts.checkout(cart.id(), cart.owner(), null, "key-" + keys++, Shop.TOKEN)
                instanceof Accepted(var order)) {
            decided.add(
                    random.nextInt(4) == 0
                            ? new OrderCompleted(order, cart.id())
                            : new OrderRejected(order, cart.id(), "no stock"));
        }
    }

    private void put(Cart cart, String sku) {
        shop.carts.put(cart.id(), cart.owner(), now(cart).version(), sku, 1);
    }

    private void remove(Cart cart, String sku) {
        shop.carts.remove(cart.id(), cart.owner(), now(cart).version(), sku);
    }

    private String end(int number) {
        var guest = now(guests.get(number));
        var holders = Stream.concat(customers.stream(), guests.stream())
                .map(this::now)
                .filter(cart -> cart.status() != Status.MERGED)
                .filter(cart -> cart.lines().present().stream()
                        .anyMatch(line -> line.sku().equals("fig-" + number)))
                .toList();
        assertThat(holders).as("who has what lay in %s", guest).hasSize(1);
        boolean refused = shop.events(guest.id()).stream().anyMatch(CartMergeRefused.class::isInstance);
        return !holders.contains(guest) ? "in a customer's" : refused ? "again in their own cart" : "in their own cart";
    }

    private Cart now(Cart cart) {
        return shop.cart(cart.id(), cart.owner());
    }

    private <T> void any(List<T> things, Consumer<T> what) {
        if (!things.isEmpty()) {
            what.accept(any(things));
        }
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
