package katas.shopping.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import katas.shopping.MemoryStore;
import katas.shopping.cart.Cart;
import katas.shopping.cart.Cart.Status;
import katas.shopping.inventory.Stock;
import katas.shopping.order.Order;
import katas.shopping.order.Order.Phase;

/** What must add up in a world. */
final class Books {
    private final MemoryStore store;
    private final SimulatedProvider provider;
    private final Map<String, Long> delivered = new TreeMap<>();

    Books(MemoryStore store, SimulatedProvider provider) {
        this.store = store;
        this.provider = provider;
    }

    void delivered(String sku, long units) {
        delivered.merge(sku, units, Long::sum);
    }

    Map<String, Order> orders() {
        return store.all(Order.class);
    }

    long orders(Phase phase) {
        return orders().values().stream()
                .filter(order -> order.phase() == phase)
                .count();
    }

    /** Units that are neither on the shelf nor sold, though nobody waits for them. */
    long stranded() {
        return store.all(Stock.class).values().stream()
                .mapToLong(Stock::reserved)
                .sum();
    }

    /** Carts in which something lies that can be bought, or was. */
    List<Cart> holders(String sku) {
        return store.all(Cart.class).values().stream()
                .filter(cart -> cart.status() != Status.MERGED)
                .filter(cart -> cart.lines().present().stream()
                        .anyMatch(line -> line.sku().equals(sku)))
                .toList();
    }

    /** How many guests' carts were merged, or were not. */
    long guests(boolean merged) {
        return store.all(Cart.class).values().stream()
                .filter(cart -> cart.owner() == null && (cart.status() == Status.MERGED) == merged)
                .count();
    }

    /** Holds in every moment, whoever has just died. */
    void addUp() {
        assertThat(store.all(Stock.class).values()).noneMatch(this::wrong);
        assertThat(provider.accounts().values()).noneMatch(account -> account.captures() > 1);
    }

    private boolean wrong(Stock stock) {
        return stock.onHand() + stock.reserved() + stock.sold() != delivered.get(stock.sku())
                || Math.min(stock.onHand(), Math.min(stock.reserved(), stock.sold())) < 0;
    }

    /** Holds whenever nothing is left to be done. */
    void addUpAtRest() {
        addUp();
        assertThat(stranded()).as("units kept for nobody").isZero();
        var sold = new TreeMap<String, Long>();
        for (var order : orders().values()) {
            assertThat(order.phase().last()).as("end of %s", order).isTrue();
            boolean completed = order.phase() == Phase.COMPLETED;
            assertThat(provider.balance(order.id()))
                    .as("paid for %s", order)
                    .isEqualTo(completed ? order.total().amount() : 0);
            if (completed) {
                order.lines()
                        .forEach(line -> sold.merge(
                                line.wanted().sku(), (long) line.wanted().quantity(), Long::sum));
            }
        }
        store.all(Stock.class)
                .forEach((place, stock) ->
                        assertThat(stock.sold()).as("sold of %s", stock).isEqualTo(sold.getOrDefault(stock.sku(), 0L)));
        for (var cart : store.all(Cart.class).values()) {
            var orderId = cart.orderId();
            assertThat(orderId == null || orders().get("order:" + orderId).phase() == Phase.COMPLETED)
                    .as("open again unless it was bought: %s", cart)
                    .isTrue();
        }
    }
}
