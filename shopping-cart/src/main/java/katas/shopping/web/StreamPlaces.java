package katas.shopping.web;

import java.util.HashMap;
import java.util.Map;

/**
 * Who may follow orders at once: so many in all, so many the same order, and so many from the same source, so that nobody
 * can take all places from the others.
 *
 * <p>It counts those who are in, and no others: no more than two numbers for each place.
 */
final class StreamPlaces {
    private final int most;
    private final int mostOfOrder;
    private final int mostOfSource;
    private final Map<String, Integer> byOrder = new HashMap<>();
    private final Map<String, Integer> bySource = new HashMap<>();
    private int taken;

    StreamPlaces(int most, int mostOfOrder, int mostOfSource) {
        this.most = most;
        this.mostOfOrder = mostOfOrder;
        this.mostOfSource = mostOfSource;
    }

    /** What became of somebody who wants to come in. */
    enum Entry {
        /** Is in, until {@link #leave}. */
        GRANTED,
        /** As many as may are in. */
        FULL,
        /** As many as may are in that follow this order, or come from this source; others may come in. */
        TOO_MANY_ALIKE
    }

    synchronized Entry enter(String order, String source) {
        if (byOrder.getOrDefault(order, 0) >= mostOfOrder || bySource.getOrDefault(source, 0) >= mostOfSource) {
            return Entry.TOO_MANY_ALIKE;
        }
        if (taken >= most) {
            return Entry.FULL;
        }
        taken++;
        byOrder.merge(order, 1, Integer::sum);
        bySource.merge(source, 1, Integer::sum);
        return Entry.GRANTED;
    }

    synchronized void leave(String order, String source) {
        taken--;
        countDown(byOrder, order);
        countDown(bySource, source);
    }

    private static void countDown(Map<String, Integer> counts, String key) {
        counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }

    /** Returns how many are in. */
    synchronized int taken() {
        return taken;
    }
}
