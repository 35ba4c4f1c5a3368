package katas.lab.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until the test moves it; safe to read from any thread. */
public final class MutableClock implements InstantSource {
    private final AtomicReference<Instant> now;

    private MutableClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /** Makes a clock that shows this time. */
    public static MutableClock at(Instant now) {
        return new MutableClock(now);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** The time shown, in microseconds since 1970. */
    public long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant());
    }

    /**
     * Moves the clock on.
     *
     * @param by may be negative: clocks do step back
     */
    public void advance(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /** Sets the time shown. */
    public void set(Instant instant) {
        now.set(instant);
    }
}
