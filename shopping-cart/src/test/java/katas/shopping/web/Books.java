package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import katas.shopping.messages.Money;
import katas.shopping.provider.PlayedProvider;

/** What must add up between a shop, its provider and those who bought, whenever nothing is left to be done. */
final class Books {
    private final PlayedProvider provider;
    private final Set<String> paidBefore;

    /** Looks at what is bought from now on. */
    Books(PlayedProvider provider) {
        this.provider = provider;
        this.paidBefore = provider.kept().keySet();
    }

    /**
     * Waits until all orders are decided, and adds up.
     *
     * @param delivered units by SKU, before anybody bought any
     * @return how many orders ended in each state
     */
    Map<String, Long> addUp(Shop shop, List<Buyer> buyers, Map<String, Integer> delivered) {
        var states = new TreeMap<String, Long>();
        var sold = new HashMap<String, Integer>();
        var paid = new HashMap<String, Money>();
        for (var buyer : buyers) {
            var order = shop.decided(shop.guest, buyer.order());
            var state = order.get("state").stringValue();
            states.merge(state, 1L, Long::sum);
            if (state.equals("completed")) {
                buyer.wanted().forEach((sku, quantity) -> sold.merge(sku, quantity, Integer::sum));
                paid.put(
                        order.get("id").stringValue(),
                        new Money(
                                order.at("/total/amount").longValue(),
                                order.at("/total/currency").stringValue()));
            }
        }
        assertThat(newlyPaid()).as("orders that are paid for").isEqualTo(paid);
        delivered.forEach((sku, units) -> {
            int gone = sold.getOrDefault(sku, 0);
            assertThat(gone).as("sold of " + sku).isLessThanOrEqualTo(units);
            assertThat(shop.stock(sku)).as("onHand/reserved/sold of " + sku).isEqualTo("%d/0/%d", units - gone, gone);
        });
        assertThat(shop.admin.get("/v1/sagas").json().get("items")).isEmpty();
        return states;
    }

    private Map<String, Money> newlyPaid() {
        var paid = new HashMap<>(provider.kept());
        paid.keySet().removeAll(paidBefore);
        return paid;
    }
}
