package katas.shopping.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.shopping.cart.Cart;
import katas.shopping.cart.Cart.Status;
import katas.shopping.cart.Line;
import katas.shopping.cart.RandomShopping;
import katas.shopping.cart.Shop;
import org.junit.jupiter.api.Test;

class DemandProjectionTest {
    private static final Generation FIRST = new Generation("demand", 1);

    private final Random random = new Random(Seeds.next());

    @Test
    void counts_what_lies_in_open_carts_however_their_events_come() {
        for (int round = 0; round < Rounds.of(20, 200); round++) {
            var shop = new Shop(random.nextLong());
            var carts = new RandomShopping(shop, random).doing(200).carts();
            var events = new ArrayList<>(shop.events());
            events.addAll(shop.events());
            Collections.shuffle(events, random);
            var demand = new DemandProjection(shop.store);

            events.forEach(event -> demand.fold(FIRST, event).ifPresent(shop.store::apply));

            for (var sku : RandomShopping.skus()) {
                long units = demand.read(FIRST, sku)
                        .map(row -> ((Demand) row).units())
                        .orElse(0L);
                assertThat(units)
                        .isEqualTo(carts.stream()
                                .mapToLong(cart -> open(cart, sku))
                                .sum());
            }
            assertThat(demand.applied(FIRST)).isEqualTo(shop.events().size());
        }
    }

    private static long open(Cart cart, String sku) {
        return cart.lines().present().stream()
                .filter(line -> cart.status() == Status.OPEN && line.sku().equals(sku))
                .mapToLong(Line::quantity)
                .sum();
    }
}
