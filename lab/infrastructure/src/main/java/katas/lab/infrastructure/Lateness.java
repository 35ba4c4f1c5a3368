package katas.lab.infrastructure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How late answers are now; a change reaches those that wait already. */
final class Lateness {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long nanos;

    void set(Duration by) {
        lock.lock();
        try {
            nanos = by.toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when what was read then is due. */
    void awaitDue(long readAtNanos) throws InterruptedException {
        if (nanos == 0) {
            return;
        }
        lock.lock();
        try {
            for (long left = left(readAtNanos); left > 0; left = left(readAtNanos)) {
                var _ = changed.await(left, TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private long left(long readAtNanos) {
        return readAtNanos + nanos - System.nanoTime();
    }
}
