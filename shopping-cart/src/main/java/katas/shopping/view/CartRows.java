package katas.shopping.view;

import java.util.Optional;
import java.util.stream.IntStream;
import katas.shopping.Shards;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Stored;
import katas.shopping.messages.CartEvent;

/** The rows that both views begin with: each cart's own, and in each shard how many events are in them. */
final class CartRows {
    static final Rows<CartRow> CARTS = new Rows<>("cart", CartRow.class);
    static final Rows<EventCount> COUNTS = new Rows<>("applied", EventCount.class);
    private static final String COUNT_KEY = "events";

    private final Documents documents;

    CartRows(Documents documents) {
        this.documents = documents;
    }

    record EventCount(long events) {}

    /** What an event makes of the row of its cart. */
    record Fold(CartRow before, CartRow after, Effect effect) {}

    Optional<Fold> fold(Generation generation, CartEvent event) {
        var id = event.cartId();
        int shard = Shards.of(id);
        var stored = documents.load(CARTS.place(generation, shard, id));
        var before = stored.found().orElseGet(() -> CartRow.unheardOf(id));
        var after = before.after(event);
        if (after.equals(before)) {
            return Optional.empty();
        }
        var count = documents.load(COUNTS.place(generation, shard, COUNT_KEY));
        var effect = Effect.in(Projection.CONTEXT, shard);
        effect = CARTS.write(effect, generation, id, stored, after);
        effect = COUNTS.write(effect, generation, COUNT_KEY, count, new EventCount(events(count) + 1));
        return Optional.of(new Fold(before, after, effect));
    }

    Optional<CartRow> find(Generation generation, String id) {
        return documents.load(CARTS.place(generation, Shards.of(id), id)).found();
    }

    long applied(Generation generation) {
        var counts = documents.loadAll(IntStream.range(0, Shards.COUNT)
                .mapToObj(shard -> COUNTS.place(generation, shard, COUNT_KEY))
                .toList());
        return counts.stream().mapToLong(CartRows::events).sum();
    }

    private static long events(Stored<EventCount> count) {
        return count.found().map(EventCount::events).orElse(0L);
    }
}
