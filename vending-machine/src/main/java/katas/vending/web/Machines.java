package katas.vending.web;

import java.util.List;
import katas.vending.Fleet;
import katas.vending.JournalEntry;
import katas.vending.Snapshot;
import org.springframework.stereotype.Component;

/** Looks machines up that have to be there. */
@Component
final class Machines {
    private final Fleet fleet;

    Machines(Fleet fleet) {
        this.fleet = fleet;
    }

    /** @throws NoSuchMachine if there is none */
    Snapshot named(String id) {
        // what no machine can be called need not be asked for
        if (!MachineRequest.isId(id)) {
            throw new NoSuchMachine();
        }
        return fleet.find(id).orElseThrow(NoSuchMachine::new);
    }

    List<JournalEntry> journal(String id, long after, int limit) {
        return fleet.journal(id, after, limit);
    }

    /** Returns the number of the last entry. Numbers have no gaps: twice the logarithm of it are looked at. */
    long lastEntry(String id) {
        long known = 0;
        long beyond = 1;
        while (has(id, beyond)) {
            known = beyond;
            beyond *= 2;
        }
        while (beyond - known > 1) {
            long middle = (known + beyond) >>> 1;
            if (has(id, middle)) {
                known = middle;
            } else {
                beyond = middle;
            }
        }
        return known;
    }

    private boolean has(String id, long entry) {
        return !fleet.journal(id, entry - 1, 1).isEmpty();
    }
}
