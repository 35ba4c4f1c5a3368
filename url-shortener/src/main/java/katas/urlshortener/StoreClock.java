package katas.urlshortener;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the store's clock shows, without asking it each time.
 *
 * <p>The store said its time at some moment between a question and its answer. So now it shows at least what it said plus
 * the time since the answer, at most that plus the time since the question: enough to tell what is over from what is not,
 * except within the width of one round trip and of what two clocks may drift apart since. A clock that is set, and
 * not slewed, is noticed at the next answer only.
 */
public final class StoreClock {
    /** The store shows whole microseconds, and is up to one further. */
    private static final long RESOLUTION_NANOS = 1_000;

    /** Two clocks of which each may be slewed go apart by at most a thousandth. */
    private static final long DRIFT = 1_000;

    private volatile @Nullable Observation last;

    private record Observation(Instant shown, long askedAtNanos, long answeredAtNanos) {}

    /** Where a moment lies. */
    public enum Position {
        PAST,
        FUTURE,
        /** Too close to tell, or the store's clock was never seen. */
        UNKNOWN
    }

    /**
     * Takes note of the store's time.
     *
     * @param askedAtNanos {@link System#nanoTime()} before the question
     * @param answeredAtNanos {@link System#nanoTime()} after the answer
     */
    public void observe(Instant shown, long askedAtNanos, long answeredAtNanos) {
        last = new Observation(shown, askedAtNanos, answeredAtNanos);
    }

    /**
     * Tells whether a moment is over.
     *
     * @param moment in whole microseconds
     * @param nowNanos {@link System#nanoTime()}
     */
    public Position positionOf(Instant moment, long nowNanos) {
        var seen = last;
        if (seen == null) {
            return Position.UNKNOWN;
        }
        long atLeastNanos = nowNanos - seen.answeredAtNanos();
        long atMostNanos = nowNanos - seen.askedAtNanos();
        // a moment is over when the clock shows it
        if (!moment.isAfter(seen.shown().plusNanos(atLeastNanos - atLeastNanos / DRIFT))) {
            return Position.PAST;
        }
        return moment.isAfter(seen.shown().plusNanos(atMostNanos + atMostNanos / DRIFT + RESOLUTION_NANOS))
                ? Position.FUTURE
                : Position.UNKNOWN;
    }

    /**
     * Returns what the store's clock shows at least, when something is over here that is to last for a while.
     *
     * @param nowNanos {@link System#nanoTime()}
     * @return nothing if the store's clock was never seen
     */
    public Optional<Instant> after(Duration lasting, long nowNanos) {
        var seen = last;
        if (seen == null) {
            return Optional.empty();
        }
        long atLeastNanos = nowNanos - seen.answeredAtNanos();
        return Optional.of(
                seen.shown().plusNanos(atLeastNanos - atLeastNanos / DRIFT).plus(lasting));
    }

    /**
     * Returns for how long a moment is certainly not over.
     *
     * @param nowNanos {@link System#nanoTime()}
     * @return zero if the moment may be over
     */
    public Duration left(Instant moment, long nowNanos) {
        var seen = last;
        if (seen == null) {
            return Duration.ZERO;
        }
        var left = Duration.between(seen.shown().plusNanos(nowNanos - seen.askedAtNanos()), moment);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
