package katas.shopping.view;

import java.util.List;
import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.messages.CartEvent;

/** The view {@code carts}: each cart, by its id, as its owner would find it. */
final class CartsProjection implements Projection {
    private final CartRows carts;

    CartsProjection(Documents documents) {
        this.carts = new CartRows(documents);
    }

    @Override
    public String name() {
        return "carts";
    }

    @Override
    public Optional<Effect> fold(Generation generation, CartEvent event) {
        return carts.fold(generation, event).map(CartRows.Fold::effect);
    }

    @Override
    public Optional<Row> read(Generation generation, String cartId) {
        return carts.find(generation, cartId).map(Row.class::cast);
    }

    @Override
    public long applied(Generation generation) {
        return carts.applied(generation);
    }

    @Override
    public List<Rows<?>> rows() {
        return List.of(CartRows.CARTS, CartRows.COUNTS);
    }
}
