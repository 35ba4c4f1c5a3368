import java.time.Duration;
import katas.lab.testing.MutableClock;

/** Wrong: a call costs one, however many permits it asks for. */
final class CountsCalls extends SoundLog {

    CountsCalls(int limit, Duration window, MutableClock clock) {
        super(limit, window, clock);
    }

    @Override
    int cost(int permits) {
        return 1;
    }
}
