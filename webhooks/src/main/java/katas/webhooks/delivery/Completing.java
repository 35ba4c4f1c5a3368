package katas.webhooks.delivery;

import java.time.Duration;
import katas.webhooks.Mishaps;
import katas.webhooks.StoreUnavailable;

/** Stores how attempts ended: again and again until it succeeds, or the lease has ended. What has not ended it hands back. */
public final class Completing {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final Deliveries deliveries;
    private final Duration lease;
    private final Pause pause;
    private final Mishaps mishaps;

    /** @param lease how long nobody else makes the attempt; longer than an endpoint is waited for */
    public Completing(Deliveries deliveries, Duration lease, Pause pause, Mishaps mishaps) {
        this.deliveries = deliveries;
        this.lease = lease;
        this.pause = pause;
        this.mishaps = mishaps;
    }

    /** @param sinceTaken measures since the lease began */
    void complete(Lease taken, Attempt attempt, Outcome outcome, Stopwatch.Running sinceTaken)
            throws InterruptedException {
        while (!tryComplete(taken, attempt, outcome) && left(sinceTaken).isPositive()) {
            pause.of(BETWEEN_TRIES);
        }
    }

    /** Returns how much is left of a lease. */
    Duration left(Stopwatch.Running sinceTaken) {
        return lease.minus(sinceTaken.elapsed());
    }

    /** Hands a lease back, of which nothing is known; returns whether that was possible. */
    boolean handBack(Lease taken) {
        try {
            deliveries.handBack(taken);
            return true;
        } catch (RuntimeException e) {
            mishaps.survived("hand a lease back", e);
            return false;
        }
    }

    private boolean tryComplete(Lease taken, Attempt attempt, Outcome outcome) {
        try {
            var _ = deliveries.complete(taken, attempt, outcome);
            return true;
        } catch (StoreUnavailable e) {
            mishaps.survived("store how an attempt ended", e);
            return false;
        }
    }
}
