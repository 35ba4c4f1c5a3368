package katas.webhooks.web;

import java.util.HashMap;
import java.util.Map;

/**
 * Who may follow events at once: so many in all, and so many of the same tenant, so that nobody can take all places from the
 * others.
 *
 * <p>It counts those who are in, and no others.
 */
final class StreamPlaces {
    private final int most;
    private final int mostOfTenant;
    private final Map<String, Integer> byTenant = new HashMap<>();
    private int taken;

    StreamPlaces(int most, int mostOfTenant) {
        this.most = most;
        this.mostOfTenant = mostOfTenant;
    }

    /** What became of somebody who wants to come in. */
    enum Entry {
        /** Is in, until {@link #leave}. */
        GRANTED,
        /** As many as may are in. */
        FULL,
        /** As many as may of this tenant are in; others may come in. */
        TOO_MANY_ALIKE
    }

    synchronized Entry enter(String tenant) {
        if (byTenant.getOrDefault(tenant, 0) >= mostOfTenant) {
            return Entry.TOO_MANY_ALIKE;
        }
        if (taken >= most) {
            return Entry.FULL;
        }
        taken++;
        byTenant.merge(tenant, 1, Integer::sum);
        return Entry.GRANTED;
    }

    synchronized void leave(String tenant) {
        taken--;
        byTenant.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
    }

    /** Returns how many are in. */
    synchronized int taken() {
        return taken;
    }
}
