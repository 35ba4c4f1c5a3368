package katas.shopping.view;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import katas.shopping.effect.Poison;
import katas.shopping.messages.CartEvent;
import katas.shopping.messages.LineChange;
import katas.shopping.messages.Money;
import org.jspecify.annotations.Nullable;

/**
 * A cart as its events tell of it, in whatever order and however often they come.
 *
 * @param version of the last event that is folded in, with all before it; 0 if there is none
 * @param lines by SKU
 * @param early what came before its time, by version: at most {@value #MOST_EARLY}, and none once all have come
 */
public record CartRow(
        String id,
        @Nullable String owner,
        long version,
        @Nullable String mergedInto,
        @Nullable String orderId,
        SortedMap<String, Line> lines,
        SortedMap<Long, CartStep> early)
        implements Row {
    private static final int MOST_EARLY = 1_000;

    /** What lies in a cart; at least one. */
    public record Line(int quantity, Money unitPrice) {}

    public CartRow {
        lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
        early = Collections.unmodifiableSortedMap(new TreeMap<>(early));
    }

    static CartRow unheardOf(String id) {
        return new CartRow(id, null, 0, null, null, new TreeMap<>(), new TreeMap<>());
    }

    /** Returns this row after an event: itself, if that is in it already. */
    CartRow after(CartEvent event) {
        if (event.version() <= version || early.containsKey(event.version())) {
            return this;
        }
        var waiting = new TreeMap<>(early);
        waiting.put(event.version(), CartStep.of(event));
        var row = this;
        for (var step = waiting.remove(version + 1); step != null; step = waiting.remove(row.version + 1)) {
            row = row.after(step);
        }
        if (waiting.size() > MOST_EARLY) {
            throw new Poison(
                    "%s waits for event %d: no more than %d later ones are kept until it comes"
                            .formatted(id, version + 1, MOST_EARLY),
                    null);
        }
        return new CartRow(id, row.owner, row.version, row.mergedInto, row.orderId, row.lines, waiting);
    }

    /** Returns what can still be changed: all lines of an open cart, none of any other. */
    SortedMap<String, Line> openLines() {
        return mergedInto == null && orderId == null ? lines : Collections.emptySortedMap();
    }

    private CartRow after(CartStep step) {
        var changed = new TreeMap<>(lines);
        for (LineChange line : step.lines()) {
            if (line.quantity() == 0) {
                changed.remove(line.sku());
            } else {
                changed.put(line.sku(), new Line(line.quantity(), line.unitPrice()));
            }
        }
        var whose = step.version() == 1 ? step.owner() : owner;
        return new CartRow(id, whose, step.version(), step.mergedInto(), step.orderId(), changed, early);
    }
}
