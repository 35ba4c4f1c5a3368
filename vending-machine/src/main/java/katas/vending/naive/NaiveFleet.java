package katas.vending.naive;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import katas.vending.Event;
import katas.vending.Fleet;
import katas.vending.JournalEntry;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.Snapshot;
import katas.vending.StoreUnavailable;

/**
 * Keeps naive machines in this replica's memory: load, change, save.
 *
 * <p>Wrong on purpose. Two commands at once load the same machine, and the later save undoes the earlier one. Another
 * replica has other machines. No command's id is remembered, so a repetition is a second command; no version is
 * compared; there is no journal; no state times out unless somebody sends a {@code tick}; and a restart forgets everything. Holds {@value #MOST} machines at most.
 */
public final class NaiveFleet implements Fleet {
    private static final int MOST = 10_000;

    private final ConcurrentSkipListMap<String, Saved> machines = new ConcurrentSkipListMap<>();
    private final InstantSource clock;

    public NaiveFleet(InstantSource clock) {
        this.clock = clock;
    }

    private record Saved(long version, NaiveMachine machine) {}

    @Override
    public Optional<Snapshot> install(String id, Event.MachineInstalled installation) {
        if (machines.containsKey(id)) {
            return Optional.empty();
        }
        if (machines.size() >= MOST) {
            throw new StoreUnavailable("this replica has no room for more than " + MOST + " machines", null);
        }
        var saved = new Saved(1, new NaiveMachine(installation));
        machines.put(id, saved);
        return Optional.of(snapshot(id, saved));
    }

    @Override
    public Optional<Snapshot> find(String id) {
        return Optional.ofNullable(machines.get(id)).map(saved -> snapshot(id, saved));
    }

    @Override
    public List<Snapshot> page(String after, int limit) {
        return machines.tailMap(after, false).entrySet().stream()
                .limit(limit)
                .map(entry -> snapshot(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public Receipt execute(String id, Request request) {
        var loaded = machines.get(id);
        if (loaded == null) {
            return new Receipt.UnknownMachine();
        }
        var machine = new NaiveMachine(loaded.machine());
        boolean firstCoin = machine.credit() == 0;
        var refusal = machine.execute(request.command(), clock.instant());
        var saved = new Saved(loaded.version() + 1, machine);
        machines.put(id, saved);
        var snapshot = snapshot(id, saved);
        return refusal.<Receipt>map(reason -> new Receipt.Refused(reason, snapshot, machine.events()))
                .orElseGet(() -> new Receipt.Done(
                        snapshot, machine.events(), firstCoin && machine.credit() > 0 ? request.token() : ""));
    }

    @Override
    public List<JournalEntry> journal(String machine, long after, int limit) {
        return List.of();
    }

    private static Snapshot snapshot(String id, Saved saved) {
        return new Snapshot(id, saved.version(), saved.machine().view());
    }
}
