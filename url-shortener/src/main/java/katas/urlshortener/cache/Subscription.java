package katas.urlshortener.cache;

import java.time.Duration;

/**
 * A line on which the store says that what was read on it has changed.
 *
 * <p>A line that is cut says nothing any more, and may look healthy while it does. So it counts only as far as the store
 * has confirmed it: an answer on the line proves that everything said before has arrived.
 */
public final class Subscription {
    private final long trustNanos;
    private volatile long confirmedAtNanos;
    private volatile boolean ended;

    /**
     * Begins a line.
     *
     * @param trust how long it is believed without a confirmation
     * @param nowNanos {@link System#nanoTime()} before the line was asked for
     */
    public Subscription(Duration trust, long nowNanos) {
        this.trustNanos = trust.toNanos();
        this.confirmedAtNanos = nowNanos;
    }

    /**
     * The store has answered on the line.
     *
     * @param askedAtNanos {@link System#nanoTime()} before the question
     */
    public void confirm(long askedAtNanos) {
        confirmedAtNanos = askedAtNanos;
    }

    /** The line is gone; what was read on it is not vouched for any more. */
    public void end() {
        ended = true;
    }

    /** Tells whether a copy that was read on this line is what the store holds, but for the time of a message. */
    boolean vouches(long nowNanos) {
        return !ended && nowNanos - confirmedAtNanos < trustNanos;
    }

    /** How long it is since the last proof that copies read on this line are right. */
    long unconfirmedNanos(long nowNanos) {
        return nowNanos - confirmedAtNanos;
    }
}
