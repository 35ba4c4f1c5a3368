package katas.webhooks.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import katas.webhooks.Shards;

/** When each shard is to be visited: when something is due there, or at a ring, or a tenth of a second after the last visit. */
final class Timetable {
    private static final long LONGEST_NANOS = Duration.ofMillis(100).toNanos();
    private static final long NANOS_OF_MILLI = Duration.ofMillis(1).toNanos();

    private final LongSupplier nanoTime;
    private final long[] visitAt = new long[Shards.COUNT];

    /** Every shard is to be visited now. */
    Timetable(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        Arrays.fill(visitAt, nanoTime.getAsLong());
    }

    /** Has a shard be visited at once. */
    synchronized void ring(int shard) {
        visitAt[shard] = nanoTime.getAsLong();
        notifyAll();
    }

    /** Waits until there are shards to be visited, and returns them: the next time comes when it does for each. */
    synchronized List<Integer> await() throws InterruptedException {
        while (true) {
            long now = nanoTime.getAsLong();
            long wait = LONGEST_NANOS;
            var due = new ArrayList<Integer>();
            for (int shard = 0; shard < visitAt.length; shard++) {
                long left = visitAt[shard] - now;
                if (left <= 0) {
                    due.add(shard);
                    visitAt[shard] = now + LONGEST_NANOS;
                }
                wait = Math.min(wait, left);
            }
            if (!due.isEmpty()) {
                return due;
            }
            wait(wait / NANOS_OF_MILLI + 1);
        }
    }

    /** Notes that a visited shard wants the next visit sooner than usual, unless somebody has rung meanwhile. */
    synchronized void next(int shard, Duration in) {
        if (in.toNanos() < LONGEST_NANOS) {
            long at = nanoTime.getAsLong() + in.toNanos();
            // such times are compared by their difference, for they run over
            if (at - visitAt[shard] < 0) {
                visitAt[shard] = at;
            }
        }
    }
}
