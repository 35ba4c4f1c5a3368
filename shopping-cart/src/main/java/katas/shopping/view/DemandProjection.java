package katas.shopping.view;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import katas.shopping.Shards;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Stored;
import katas.shopping.messages.CartEvent;

/**
 * The view {@code demand}: of each SKU the units that lie in open carts.
 *
 * <p>Each shard has a sum over its own carts, for an event may only change what lies in the shard of its cart; reading adds
 * the sums up.
 */
final class DemandProjection implements Projection {
    private static final Rows<Units> SUMS = new Rows<>("units", Units.class);

    private final Documents documents;
    private final CartRows carts;

    DemandProjection(Documents documents) {
        this.documents = documents;
        this.carts = new CartRows(documents);
    }

    record Units(long units) {}

    @Override
    public String name() {
        return "demand";
    }

    @Override
    public Optional<Effect> fold(Generation generation, CartEvent event) {
        return carts.fold(generation, event).map(fold -> {
            var before = fold.before().openLines();
            var after = fold.after().openLines();
            var skus = new TreeSet<>(before.keySet());
            skus.addAll(after.keySet());
            var effect = fold.effect();
            for (var sku : skus) {
                effect = add(effect, generation, sku, units(after, sku) - units(before, sku));
            }
            return effect;
        });
    }

    @Override
    public Optional<Row> read(Generation generation, String sku) {
        var sums = documents.loadAll(IntStream.range(0, Shards.COUNT)
                .mapToObj(shard -> SUMS.place(generation, shard, sku))
                .toList());
        if (sums.stream().allMatch(sum -> sum.found().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                new Demand(sku, sums.stream().mapToLong(DemandProjection::units).sum()));
    }

    @Override
    public long applied(Generation generation) {
        return carts.applied(generation);
    }

    @Override
    public List<Rows<?>> rows() {
        return List.of(CartRows.CARTS, CartRows.COUNTS, SUMS);
    }

    private Effect add(Effect effect, Generation generation, String sku, int units) {
        if (units == 0) {
            return effect;
        }
        var sum = documents.load(SUMS.place(generation, effect.shard(), sku));
        return SUMS.write(effect, generation, sku, sum, new Units(units(sum) + units));
    }

    private static int units(SortedMap<String, CartRow.Line> lines, String sku) {
        var line = lines.get(sku);
        return line == null ? 0 : line.quantity();
    }

    private static long units(Stored<Units> sum) {
        return sum.found().map(Units::units).orElse(0L);
    }
}
