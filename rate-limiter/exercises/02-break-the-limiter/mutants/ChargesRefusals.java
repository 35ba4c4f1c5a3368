import java.time.Duration;
import java.util.Deque;
import katas.lab.testing.MutableClock;

/** Wrong: adds first and asks afterwards, so that whoever keeps knocking stays out. */
final class ChargesRefusals extends SoundLog {

    ChargesRefusals(int limit, Duration window, MutableClock clock) {
        super(limit, window, clock);
    }

    @Override
    void refused(Deque<Long> times, int permits, long now) {
        take(times, permits, now);
    }
}
