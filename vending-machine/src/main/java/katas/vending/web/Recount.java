package katas.vending.web;

import java.util.List;
import katas.vending.Event;
import katas.vending.JournalEntry;
import katas.vending.Machine;
import katas.vending.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What a machine's journal adds up to, counted from its first entry.
 *
 * @param entries how many were counted
 * @param sums what they add up to; absent if the journal has no beginning
 * @param agrees whether machine and books are what the journal makes of them
 */
record Recount(long entries, BooksView.@Nullable Sums sums, boolean agrees) {
    private static final int BATCH = 500;

    /** Replays a journal up to the version that the snapshot has, a page at a time. */
    static Recount of(Snapshot snapshot, Machines machines) {
        Machine counted = null;
        long entries = 0;
        List<Event> page;
        do {
            page = machines.journal(snapshot.id(), entries, BATCH).stream()
                    .filter(entry -> entry.version() <= snapshot.version())
                    .map(JournalEntry::event)
                    .toList();
            entries += page.size();
            counted = counted == null ? begun(page) : counted.after(page);
        } while (counted != null && page.size() == BATCH);
        return counted == null
                ? new Recount(entries, null, false)
                : new Recount(entries, BooksView.Sums.of(counted.books()), counted.equals(snapshot.machine()));
    }

    private static @Nullable Machine begun(List<Event> page) {
        return !page.isEmpty() && page.getFirst() instanceof Event.MachineInstalled ? Machine.replay(page) : null;
    }
}
