package katas.vending.fast;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import katas.vending.Event;
import katas.vending.Fleet;
import katas.vending.JournalEntry;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.Snapshot;
import katas.vending.StoreUnavailable;

/**
 * Lets the commands for one machine wait for each other here, so that a replica does not race itself.
 *
 * <p>Decides nothing: the store's versions still do, and other replicas still race this one. Without it a command that
 * 100 callers race for is decided about 40 times over. There are {@value #QUEUES} queues, and machines that share one
 * wait for each other needlessly; each queue is fair. Nobody stands in one for longer than the patience given here, and
 * whoever has come to its head may then take as long again for each call to the store.
 */
public final class QueueingFleet implements Fleet {
    private static final int QUEUES = 256;

    private final Fleet fleet;
    private final Duration patience;
    private final List<ReentrantLock> queues =
            Stream.generate(() -> new ReentrantLock(true)).limit(QUEUES).toList();

    /**
     * Puts queues before a fleet.
     *
     * @param patience longest time in a queue; more than zero
     */
    public QueueingFleet(Fleet fleet, Duration patience) {
        this.fleet = fleet;
        this.patience = patience;
    }

    @Override
    public Receipt execute(String machine, Request request) {
        var queue = queues.get(Math.floorMod(machine.hashCode(), QUEUES));
        standIn(queue);
        try {
            return fleet.execute(machine, request);
        } finally {
            queue.unlock();
        }
    }

    private void standIn(ReentrantLock queue) {
        try {
            if (!queue.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StoreUnavailable("too many commands wait for one machine", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for a machine", e);
        }
    }

    @Override
    public Optional<Snapshot> install(String id, Event.MachineInstalled installation) {
        return fleet.install(id, installation);
    }

    @Override
    public Optional<Snapshot> find(String id) {
        return fleet.find(id);
    }

    @Override
    public List<Snapshot> page(String after, int limit) {
        return fleet.page(after, limit);
    }

    @Override
    public List<JournalEntry> journal(String machine, long after, int limit) {
        return fleet.journal(machine, after, limit);
    }
}
