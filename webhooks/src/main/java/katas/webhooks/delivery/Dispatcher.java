package katas.webhooks.delivery;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import katas.webhooks.Mishaps;
import katas.webhooks.Shards;

/**
 * Takes what is due, and has it attempted: so many at once, each on a thread of its own that costs next to nothing.
 *
 * <p>It visits the shards where something is due, and takes no more than can begin at once: what is taken and waits would be somebody
 * else's when its lease ends. Who may have how many is not decided here, but where deliveries are taken. Whatever goes wrong
 * in a shard, it goes on with the next, and comes back.
 */
public final class Dispatcher {
    /** So few that one shard does not have all. */
    private static final int MOST_AT_ONCE = 64;

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Deliveries deliveries;
    private final Attempts attempts;
    private final int inFlight;
    private final Semaphore free;
    private final Stopwatch stopwatch;
    private final Timetable timetable;
    private final Mishaps mishaps;

    /** What makes an attempt. */
    @FunctionalInterface
    public interface Attempts {
        /**
         * Makes it on the caller's thread.
         *
         * @param sinceTaken measures since the lease began, or a little before
         */
        void attempt(Lease lease, Stopwatch.Running sinceTaken) throws InterruptedException;
    }

    /** @param inFlight how many attempts may be under way, at least 1 */
    public Dispatcher(
            Deliveries deliveries,
            Attempts attempts,
            int inFlight,
            Stopwatch stopwatch,
            LongSupplier nanoTime,
            Mishaps mishaps) {
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.inFlight = inFlight;
        this.free = new Semaphore(inFlight);
        this.stopwatch = stopwatch;
        this.timetable = new Timetable(nanoTime);
        this.mishaps = mishaps;
    }

    /**
     * Dispatches until it is asked to stop, waits two seconds for attempts that are under way, and interrupts them: each has a
     * second to tell that somebody else may make it.
     */
    public void run(BooleanSupplier stopping) throws InterruptedException {
        var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("attempt-", 0).factory());
        try {
            while (!stopping.getAsBoolean()) {
                for (int shard : timetable.await()) {
                    visit(shard, threads);
                }
            }
            if (free.tryAcquire(inFlight, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
                free.release(inFlight);
            }
        } finally {
            threads.shutdownNow();
            var _ = threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Returns how many attempts are under way. */
    public int underWay() {
        return inFlight - free.availablePermits();
    }

    /** Tells that something has become due in a shard, which is visited at once. */
    public void ring(int shard) {
        timetable.ring(shard);
    }

    private void visit(int shard, ExecutorService threads) throws InterruptedException {
        awaitFree();
        try {
            // before Redis counts from: who waits afterwards has so much less of its lease
            var sinceTaken = stopwatch.start();
            var taken = deliveries.take(shard, Math.min(free.availablePermits(), MOST_AT_ONCE));
            for (var lease : taken.leases()) {
                free.acquire();
                threads.execute(() -> attempt(lease, sinceTaken));
            }
            if (taken.next() != null) {
                timetable.next(shard, taken.next());
            }
        } catch (RuntimeException e) {
            mishaps.survived("take deliveries", e);
        }
    }

    /** Nobody else acquires: what is free afterwards stays so. */
    private void awaitFree() throws InterruptedException {
        free.acquire();
        free.release();
    }

    private void attempt(Lease lease, Stopwatch.Running sinceTaken) {
        try {
            attempts.attempt(lease, sinceTaken);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // due again when the lease ends
            mishaps.survived("make an attempt", e);
        } finally {
            free.release();
            // whoever had as many as may be can have another
            timetable.ring(Shards.of(lease.tenant()));
        }
    }
}
