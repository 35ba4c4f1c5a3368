package katas.vending;

import java.util.List;
import java.util.Optional;

/** The machines, and what is done with them. Every method throws {@link StoreUnavailable} when the store is away. */
public interface Fleet {

    /**
     * Sets a machine up.
     *
     * @return the machine, or nothing if there is one with this id
     */
    Optional<Snapshot> install(String id, Event.MachineInstalled installation);

    Optional<Snapshot> find(String id);

    /**
     * Returns machines in the order of their ids.
     *
     * @param after id after which to begin; empty for the first page
     * @param limit at least 1
     */
    List<Snapshot> page(String after, int limit);

    /**
     * Executes a command once: the same request again, for 24 hours, gets the first answer and changes nothing.
     *
     * @param machine id of the machine
     */
    Receipt execute(String machine, Request request);

    /**
     * Returns what happened to a machine, oldest first.
     *
     * @param after number of the entry after which to begin; 0 for the first
     * @param limit at least 1
     */
    List<JournalEntry> journal(String machine, long after, int limit);
}
