package katas.shopping.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import katas.lab.testing.Seeds;
import katas.shopping.cart.Cart;
import katas.shopping.cart.PendingOrder;
import katas.shopping.cart.RandomShopping;
import katas.shopping.cart.Shop;
import katas.shopping.json.StoredFormat;
import katas.shopping.messages.Money;
import org.junit.jupiter.api.Test;

class StoredDocumentsTest {
    private final Random random = new Random(Seeds.next());
    private final StoredFormat format = new StoredFormat();

    @Test
    void whatever_carts_and_views_store_is_read_back_as_it_was() {
        var shop = new Shop(random.nextLong());
        new RandomShopping(shop, random).doing(2_000);
        var projections = new Projections(shop.store, shop.store);
        var events = new ArrayList<>(shop.events());
        Collections.shuffle(events, random);
        var come = events.subList(0, events.size() / 2);
        for (var view : projections.all()) {
            var generation = new Generation(view.name(), 1);
            come.forEach(event -> view.fold(generation, event).ifPresent(shop.store::apply));
            projections.rebuild(view.name());
        }

        var kinds = new HashSet<Class<?>>();
        for (var document : shop.store.all(Record.class).values()) {
            assertThat(readBack(document)).isEqualTo(document);
            kinds.add(document.getClass());
        }

        assertThat(kinds)
                .containsAll(Set.of(Cart.class, Money.class, PendingOrder.class, CartRow.class, Standing.class));
        assertThat(shop.store.all(CartRow.class).values())
                .anyMatch(row -> !row.early().isEmpty());
    }

    @SuppressWarnings("unchecked")
    private Record readBack(Record document) {
        var type = (Class<Record>) document.getClass();
        return format.read(type, format.write(type, document));
    }
}
