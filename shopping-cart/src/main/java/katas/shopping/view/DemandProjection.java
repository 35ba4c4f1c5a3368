package katas.shopping.view;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
            var more = difference(fold.before().openLines(), fold.after().openLines());
            return add(fold.effect(), generation, more);
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

    private Effect add(Effect effect, Generation generation, SortedMap<String, Integer> more) {
        var places = more.keySet().stream()
                .map(sku -> SUMS.place(generation, effect.shard(), sku))
                .toList();
        var sums = documents.loadAll(places).iterator();
        var adding = effect;
        for (var units : more.entrySet()) {
            var sum = sums.next();
            adding = SUMS.write(adding, generation, units.getKey(), sum, new Units(units(sum) + units.getValue()));
        }
        return adding;
    }

    private static SortedMap<String, Integer> difference(
            SortedMap<String, CartRow.Line> before, SortedMap<String, CartRow.Line> after) {
        var more = new TreeMap<String, Integer>();
        after.forEach((sku, line) -> more.merge(sku, line.quantity(), Integer::sum));
        before.forEach((sku, line) -> more.merge(sku, -line.quantity(), Integer::sum));
        more.values().removeIf(units -> units == 0);
        return more;
    }

    private static long units(Stored<Units> sum) {
        return sum.found().map(Units::units).orElse(0L);
    }
}
