import java.time.Duration;
import java.util.Deque;
import katas.lab.testing.MutableClock;

/** Wrong: announces whole seconds, rounded down, so that an obedient caller is refused again. */
final class RoundsWaitDown extends SoundLog {

    RoundsWaitDown(int limit, Duration window, MutableClock clock) {
        super(limit, window, clock);
    }

    @Override
    Duration wait(Deque<Long> times, int cost, long now) {
        return Duration.ofSeconds(super.wait(times, cost, now).toSeconds());
    }
}
