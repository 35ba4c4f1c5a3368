package katas.webhooks.delivery;

import java.time.Duration;
import katas.webhooks.Mishaps;
import katas.webhooks.StoreUnavailable;

/** Stores how attempts ended: again and again until it succeeds, or the lease has ended. */
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
        while (!tryComplete(taken, attempt, outcome) && sinceTaken.elapsed().compareTo(lease) < 0) {
            pause.of(BETWEEN_TRIES);
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
