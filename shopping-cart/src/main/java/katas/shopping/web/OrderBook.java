package katas.shopping.web;

import java.util.Optional;
import java.util.regex.Pattern;
import katas.shopping.cart.PendingOrder;
import katas.shopping.effect.Documents;
import katas.shopping.order.Orders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Finds orders for those who may see them, from the moment their checkout was accepted. */
final class OrderBook {
    private static final Pattern ID = Pattern.compile("ord_[0-9a-z]{26}");

    private final Orders orders;
    private final Documents documents;

    OrderBook(Orders orders, Documents documents) {
        this.orders = orders;
        this.documents = documents;
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Returns an order.
     *
     * @param customer who asks; a guest if null
     */
    OrderView show(String id, @Nullable String customer) {
        return find(id, customer)
                .orElseThrow(() -> Problems.thrown(HttpStatus.NOT_FOUND, "there is no order with this id"));
    }

    private Optional<OrderView> find(String id, @Nullable String customer) {
        if (!isId(id)) {
            return Optional.empty();
        }
        var known = orders.find(id);
        if (known.isPresent()) {
            return known.filter(order -> isVisible(order.owner(), customer)).map(OrderView::of);
        }
        return PendingOrder.find(documents, id)
                .filter(order -> isVisible(order.owner(), customer))
                .map(OrderView::of);
    }

    private static boolean isVisible(@Nullable String owner, @Nullable String customer) {
        return owner == null || owner.equals(customer);
    }
}
