package katas.shopping.kafka;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import katas.shopping.Shards;

/** Which shards are worth a look: those that somebody rang for, and all of them every second, for a ring may be missed. */
final class Rings {
    static final Set<Integer> ALL = IntStream.range(0, Shards.COUNT).boxed().collect(Collectors.toUnmodifiableSet());

    private static final long BETWEEN_LOOKS_NANOS = Duration.ofSeconds(1).toNanos();

    private final Set<Integer> rung = new ConcurrentSkipListSet<>();
    private final Semaphore wakes = new Semaphore(0);
    private long lookedAtNanos = System.nanoTime() - BETWEEN_LOOKS_NANOS;

    void ring(int shard) {
        rung.add(shard);
        wake();
    }

    /** Ends the wait, though there may be nothing to look at. */
    void wake() {
        wakes.release();
    }

    /** Returns what is worth a look; waits, a second at most, until somebody rings or wakes. */
    Set<Integer> await() throws InterruptedException {
        long left = lookedAtNanos + BETWEEN_LOOKS_NANOS - System.nanoTime();
        boolean woken = wakes.tryAcquire(Math.max(0, left), TimeUnit.NANOSECONDS);
        wakes.drainPermits();
        if (!woken || left <= 0) {
            lookedAtNanos = System.nanoTime();
            rung.clear();
            return ALL;
        }
        var shards = new TreeSet<>(rung);
        rung.removeAll(shards);
        return shards;
    }
}
