import java.time.Duration;
import java.time.Instant;
import katas.lab.testing.MutableClock;

/** What a test works with: limiters of one make, and a clock that stands still until the test moves it. */
final class Bench {

    private static Make make = RealLimiter::new;

    // within a second, and within a minute: a limiter that likes round times gets none
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T09:41:07.250Z"));

    /** How a limiter is made. */
    interface Make {
        Limiter limiter(int permits, Duration window, MutableClock clock);
    }

    /** Decides which limiters all benches give out from now on. */
    static void use(Make other) {
        make = other;
    }

    /**
     * Makes a limiter that nobody has called yet.
     *
     * @param permits how many a window, at least 1
     * @param window whole seconds, at least one
     */
    Limiter limiter(int permits, Duration window) {
        return make.limiter(permits, window, clock);
    }

    /** Moves the clock on; a microsecond is the least that a limiter can tell. */
    void advance(Duration by) {
        clock.advance(by);
    }
}
