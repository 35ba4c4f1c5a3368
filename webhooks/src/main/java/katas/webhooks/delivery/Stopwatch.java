package katas.webhooks.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import katas.webhooks.Ids;

/** Measures how long ago leases were taken; names attempts, and says when they began and how long they took. */
public final class Stopwatch {
    private static final String PREFIX = "att";

    private final Ids ids;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    public Stopwatch(Ids ids, InstantSource clock, LongSupplier nanoTime) {
        this.ids = ids;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Measures from now on. */
    public Running start() {
        return new Running(clock.instant().truncatedTo(ChronoUnit.MILLIS), nanoTime.getAsLong());
    }

    /** What is measured since it was started. */
    public final class Running {
        private final Instant startedAt;
        private final long startedNanos;

        private Running(Instant startedAt, long startedNanos) {
            this.startedAt = startedAt;
            this.startedNanos = startedNanos;
        }

        Duration elapsed() {
            return Duration.ofNanos(nanoTime.getAsLong() - startedNanos);
        }

        /** Returns the attempt that has been made since, and has ended now. */
        Attempt attempt(Lease lease, Answer answer) {
            return new Attempt(
                    ids.next(PREFIX),
                    lease.message(),
                    lease.endpoint(),
                    lease.attempts() + 1,
                    lease.cause(),
                    startedAt,
                    elapsed().toMillis(),
                    answer);
        }
    }
}
