package katas.shopping.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's time, or a later one while a test has it so. */
final class ShiftedClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(ahead);
    }
}
