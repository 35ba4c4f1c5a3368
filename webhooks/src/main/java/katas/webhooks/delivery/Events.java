package katas.webhooks.delivery;

import java.util.List;

/** What happens to a tenant's messages and endpoints, as it happens: the last thousand things. */
public interface Events {
    /**
     * Returns what came after a place, the oldest first.
     *
     * @param after a place, as one of them has it
     */
    List<Event> after(String tenant, String after, int limit);

    /** Returns the place of the latest. */
    String latest(String tenant);

    /**
     * One thing.
     *
     * @param place sorts by time
     * @param kind such as {@code attempt}, {@code endpoint-disabled}
     * @param document JSON
     */
    record Event(String place, String kind, String document) {}
}
