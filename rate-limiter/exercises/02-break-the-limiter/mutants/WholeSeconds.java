import java.time.Duration;
import katas.lab.testing.MutableClock;

/** Wrong: keeps time in seconds. */
final class WholeSeconds extends SoundLog {

    private static final long SECOND = 1_000_000;

    WholeSeconds(int limit, Duration window, MutableClock clock) {
        super(limit, window, clock);
    }

    @Override
    long now() {
        return super.now() / SECOND * SECOND;
    }
}
