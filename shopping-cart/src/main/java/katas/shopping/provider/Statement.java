package katas.shopping.provider;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import katas.shopping.messages.Money;

/**
 * All money that has moved.
 *
 * @param captured sums in minor units, by currency
 * @param refunded sums in minor units, by currency
 * @param entries the earliest first
 */
record Statement(Map<String, Long> captured, Map<String, Long> refunded, List<Entry> entries) {

    enum Type {
        CAPTURE,
        REFUND
    }

    record Entry(Instant at, Type type, String id, Money money) {}

    static Statement of(Collection<Capture> captures) {
        var entries = new ArrayList<Entry>();
        for (var capture : captures) {
            var taken = capture.taken();
            if (taken != null) {
                entries.add(new Entry(capture.decidedAt(), Type.CAPTURE, capture.id(), taken));
                var voidedAt = capture.voidedAt();
                if (voidedAt != null) {
                    entries.add(new Entry(voidedAt, Type.REFUND, capture.id(), taken));
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::type).thenComparing(Entry::id));
        return new Statement(sums(entries, Type.CAPTURE), sums(entries, Type.REFUND), List.copyOf(entries));
    }

    private static Map<String, Long> sums(List<Entry> entries, Type type) {
        return entries.stream()
                .filter(entry -> entry.type() == type)
                .collect(groupingBy(
                        entry -> entry.money().currency(),
                        TreeMap::new,
                        summingLong(entry -> entry.money().amount())));
    }
}
