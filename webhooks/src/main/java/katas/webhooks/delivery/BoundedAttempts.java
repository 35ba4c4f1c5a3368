package katas.webhooks.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Has attempts with large bodies made as long as there is room for all of them: there are more places than memory for large ones.
 *
 * <p>A small body takes no room, so it never waits for large ones: if all places have small ones, that is little. Large ones
 * come in turn, and who waits until its lease has no more left than an attempt needs hands it back.
 */
public final class BoundedAttempts implements Dispatcher.Attempts {
    static final int SMALL_BYTES = 16 * 1_024;

    private final Dispatcher.Attempts attempts;
    private final int bytes;
    private final Semaphore free;
    private final Completing completing;
    private final Duration needed;

    /**
     * Has all room free.
     *
     * @param bytes for all large bodies, at least 1; one that is longer than that goes alone
     * @param needed what an attempt needs of a lease: for so long nobody waits for room
     */
    public BoundedAttempts(Dispatcher.Attempts attempts, int bytes, Completing completing, Duration needed) {
        this(attempts, bytes, new Semaphore(bytes, true), completing, needed);
    }

    BoundedAttempts(Dispatcher.Attempts attempts, int bytes, Semaphore free, Completing completing, Duration needed) {
        this.attempts = attempts;
        this.bytes = bytes;
        this.free = free;
        this.completing = completing;
        this.needed = needed;
    }

    @Override
    public void attempt(Lease lease, Stopwatch.Running sinceTaken) throws InterruptedException {
        int room = lease.bodyBytes() <= SMALL_BYTES ? 0 : Math.min(lease.bodyBytes(), bytes);
        if (!enter(lease, room, sinceTaken)) {
            var _ = completing.handBack(lease);
            return;
        }
        try {
            attempts.attempt(lease, sinceTaken);
        } finally {
            free.release(room);
        }
    }

    private boolean enter(Lease lease, int room, Stopwatch.Running sinceTaken) throws InterruptedException {
        try {
            var patience = completing.left(sinceTaken).minus(needed);
            return room == 0 || free.tryAcquire(room, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            var _ = completing.handBack(lease);
            throw e;
        }
    }
}
