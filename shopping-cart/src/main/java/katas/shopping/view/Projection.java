package katas.shopping.view;

import java.util.List;
import java.util.Optional;
import katas.shopping.effect.Effect;
import katas.shopping.messages.CartEvent;

/** Folds the events of carts into rows; each cart's rows lie in its shard. */
interface Projection {
    String CONTEXT = "view";

    String name();

    /** Returns what an event changes in a generation; nothing, if it is in there already. */
    Optional<Effect> fold(Generation generation, CartEvent event);

    Optional<Row> read(Generation generation, String key);

    /** Returns how many events are in a generation. */
    long applied(Generation generation);

    /** Returns what it is made of. */
    List<Rows<?>> rows();
}
