package katas.webhooks.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Has attempts with large bodies made as long as there is room for all of them: there are more places than memory for large ones.
 *
 * <p>A small body takes no room, so it never waits for large ones: if all places have small ones, that is little. Large ones
 * come in turn, and who waits in vain for as long as its lease allows hands it back.
 */
public final class BoundedAttempts implements Dispatcher.Attempts {
    static final int SMALL_BYTES = 16 * 1_024;

    private final Dispatcher.Attempts attempts;
    private final int bytes;
    private final Semaphore free;
    private final Completing completing;
    private final Duration patience;

    /**
     * Has all room free.
     *
     * @param bytes for all large bodies, at least 1; one that is longer than that goes alone
     * @param patience how long one may wait for room: what is left of its lease then is enough for an attempt
     */
    public BoundedAttempts(Dispatcher.Attempts attempts, int bytes, Completing completing, Duration patience) {
        this.attempts = attempts;
        this.bytes = bytes;
        this.free = new Semaphore(bytes, true);
        this.completing = completing;
        this.patience = patience;
    }

    @Override
    public void attempt(Lease lease) throws InterruptedException {
        int room = lease.bodyBytes() <= SMALL_BYTES ? 0 : Math.min(lease.bodyBytes(), bytes);
        if (!enter(lease, room)) {
            var _ = completing.handBack(lease);
            return;
        }
        try {
            attempts.attempt(lease);
        } finally {
            free.release(room);
        }
    }

    private boolean enter(Lease lease, int room) throws InterruptedException {
        try {
            return room == 0 || free.tryAcquire(room, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            var _ = completing.handBack(lease);
            throw e;
        }
    }
}
