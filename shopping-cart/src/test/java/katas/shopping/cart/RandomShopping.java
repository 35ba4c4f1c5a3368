package katas.shopping.cart;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import katas.shopping.cart.CheckoutOutcome.Accepted;
import katas.shopping.messages.OrderEvent;
import katas.shopping.messages.OrderEvent.OrderCompensated;
import katas.shopping.messages.OrderEvent.OrderCompleted;
import katas.shopping.messages.OrderEvent.OrderRejected;
import org.jspecify.annotations.Nullable;

/** Two customers and any number of guests who do whatever comes into their heads; what is refused, is refused. */
public final class RandomShopping {
    private static final List<String> SKUS = List.of("apple", "bread", "cheese", "dill", "egg");

    private final Shop shop;
    private final Random random;
    private final List<Cart> carts = new ArrayList<>();
    private final List<OrderEvent> decided = new ArrayList<>();
    private int keys;

    public RandomShopping(Shop shop, Random random) {
        this.shop = shop;
        this.random = random;
        SKUS.forEach(sku -> shop.selling(sku, cents()));
    }

    /** Does so many things. */
    public RandomShopping doing(int things) {
        for (int i = 0; i < things; i++) {
            something();
        }
        return this;
    }

    /** Returns all carts as they are now. */
    public List<Cart> carts() {
        return carts.stream().map(cart -> shop.cart(cart.id(), cart.owner())).toList();
    }

    public static List<String> skus() {
        return SKUS;
    }

    private void something() {
        int dice = random.nextInt(100);
        if (carts.isEmpty() || dice < 6) {
            carts.add(shop.carts.create(customer()));
        } else if (dice < 60) {
            var cart = now(any(carts));
            shop.carts.put(cart.id(), cart.owner(), cart.version(), any(SKUS), 1 + random.nextInt(9));
        } else if (dice < 75) {
            var cart = now(any(carts));
            shop.carts.remove(cart.id(), cart.owner(), cart.version(), any(SKUS));
        } else if (dice < 82) {
            var target = any(carts);
            shop.merges.merge(target.id(), target.owner(), any(carts).id());
        } else if (dice < 90) {
            checkOut(any(carts));
        } else if (dice < 96 && !decided.isEmpty()) {
            shop.hear(any(decided));
        } else {
            shop.selling(any(SKUS), cents());
        }
    }

    private void checkOut(Cart cart) {
        if (shop.checkouts.checkout(cart.id(), cart.owner(), null, "key-" + keys++, Shop.TOKEN)
                instanceof Accepted(var order)) {
            decided.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new OrderCompleted(order, cart.id());
                        case 1 -> new OrderRejected(order, cart.id(), "no stock");
                        default -> new OrderCompensated(order, cart.id(), "declined");
                    });
        }
    }

    private Cart now(Cart cart) {
        return shop.cart(cart.id(), cart.owner());
    }

    private @Nullable String customer() {
        return switch (random.nextInt(3)) {
            case 0 -> "ann";
            case 1 -> "bob";
            default -> null;
        };
    }

    private int cents() {
        return 100 + random.nextInt(20);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
