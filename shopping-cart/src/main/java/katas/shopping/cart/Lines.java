package katas.shopping.cart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import katas.shopping.messages.LineChange;
import katas.shopping.messages.Money;

/**
 * The lines of a cart, with those that were removed: who forgets these brings them back in the next merge.
 *
 * <p>A removed line takes no room from the others. Of more than {@value #MOST_REMOVED} those are forgotten that were reduced
 * least often, by SKU if as often. The price: what somebody removed from a cart with so many can come back with a guest's
 * cart that holds it too, and then merging is commutative still, but not associative.
 *
 * @param bySku at most {@value #MOST_REMOVED} that were removed, and in a cart that is stored at most {@value #MOST} others
 */
public record Lines(SortedMap<String, Line> bySku) {
    public static final int MOST = 100;
    static final int MOST_REMOVED = 200;
    private static final Comparator<Line> FORGOTTEN_FIRST =
            Comparator.comparingInt(Line::reductions).thenComparing(Line::sku);
    static final Lines NONE = new Lines(new TreeMap<>());

    public Lines {
        bySku = Collections.unmodifiableSortedMap(new TreeMap<>(bySku));
    }

    /** Returns the lines that were not removed, in the order of their SKUs. */
    public List<Line> present() {
        return bySku.values().stream().filter(Line::present).toList();
    }

    /** Returns what all lines come to, in minor units. */
    public long total() {
        return present().stream()
                .mapToLong(line -> line.quantity() * line.unitPrice().amount())
                .sum();
    }

    /** Returns the currency of the first line; in a cart that is stored, that of all. */
    public Optional<String> currency() {
        return present().stream().map(line -> line.unitPrice().currency()).findFirst();
    }

    Lines put(String sku, int quantity, Money unitPrice) {
        var before = bySku.get(sku);
        return with(before == null ? new Line(sku, 0, quantity, unitPrice) : before.put(quantity, unitPrice));
    }

    Lines remove(String sku) {
        var before = bySku.get(sku);
        return before == null || !before.present()
                ? this
                : with(before.removed()).forgetting();
    }

    /** Returns of each line the greater one: commutative, associative and idempotent, as long as none is forgotten. */
    Lines merge(Lines other) {
        var merged = new TreeMap<>(bySku);
        other.bySku.forEach((sku, line) -> merged.merge(sku, line, Line::merge));
        return new Lines(merged).forgetting();
    }

    /** Returns why a cart cannot hold all these, if it cannot. */
    Optional<CartOutcome> refusal() {
        if (present().size() > MOST) {
            return Optional.of(new CartOutcome.TooManyLines());
        }
        var currency = currency();
        for (var line : present()) {
            if (!line.unitPrice().currency().equals(currency.orElseThrow())) {
                return Optional.of(new CartOutcome.OtherCurrency(
                        line.sku(), line.unitPrice().currency()));
            }
        }
        return total() > Money.MOST ? Optional.of(new CartOutcome.TooExpensive()) : Optional.empty();
    }

    /** Returns what a customer sees of the difference. */
    List<LineChange> changesSince(Lines before) {
        var changes = new ArrayList<LineChange>();
        var all = new TreeMap<>(before.bySku);
        all.replaceAll((sku, line) -> new Line(sku, 0, 0, line.unitPrice()));
        all.putAll(bySku);
        for (var line : all.values()) {
            var old = before.bySku.getOrDefault(line.sku(), new Line(line.sku(), 0, 0, line.unitPrice()));
            boolean dearerOrCheaper = line.present() && !line.unitPrice().equals(old.unitPrice());
            if (line.quantity() != old.quantity() || dearerOrCheaper) {
                changes.add(new LineChange(line.sku(), line.quantity(), old.quantity(), line.unitPrice()));
            }
        }
        return changes;
    }

    private Lines forgetting() {
        var removed = bySku.values().stream()
                .filter(line -> !line.present())
                .sorted(FORGOTTEN_FIRST)
                .toList();
        if (removed.size() <= MOST_REMOVED) {
            return this;
        }
        var kept = new TreeMap<>(bySku);
        removed.subList(0, removed.size() - MOST_REMOVED).forEach(line -> kept.remove(line.sku()));
        return new Lines(kept);
    }

    private Lines with(Line line) {
        var changed = new TreeMap<>(bySku);
        changed.put(line.sku(), line);
        return new Lines(changed);
    }
}
