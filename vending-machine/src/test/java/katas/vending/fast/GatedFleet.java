package katas.vending.fast;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import katas.vending.Event;
import katas.vending.Fleet;
import katas.vending.JournalEntry;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.Snapshot;

/** Executes nothing: each command waits until the test lets it go. */
final class GatedFleet implements Fleet {
    private final Semaphore gate = new Semaphore(0);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger executed = new AtomicInteger();

    void letGo(int commands) {
        gate.release(commands);
    }

    int inside() {
        return inside.get();
    }

    /** Returns how many commands have been here at once, at most. */
    int most() {
        return most.get();
    }

    int executed() {
        return executed.get();
    }

    @Override
    public Receipt execute(String machine, Request request) {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        gate.acquireUninterruptibly();
        inside.decrementAndGet();
        executed.incrementAndGet();
        if (request.id().equals("fails")) {
            throw new IllegalStateException(request.id());
        }
        return new Receipt.UnknownMachine();
    }

    @Override
    public Optional<Snapshot> install(String id, Event.MachineInstalled installation) {
        return Optional.empty();
    }

    @Override
    public Optional<Snapshot> find(String id) {
        return Optional.empty();
    }

    @Override
    public List<Snapshot> page(String after, int limit) {
        return List.of();
    }

    @Override
    public List<JournalEntry> journal(String machine, long after, int limit) {
        return List.of();
    }
}
