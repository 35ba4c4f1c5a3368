import java.time.Duration;
import java.util.Deque;
import katas.lab.testing.MutableClock;

/** Wrong: off by one at the window's edge, where a permit is free a microsecond too early. */
final class FreesEarly extends SoundLog {

    FreesEarly(int limit, Duration window, MutableClock clock) {
        super(limit, window, clock);
    }

    @Override
    void forget(Deque<Long> times, long now) {
        super.forget(times, now + 1);
    }
}
