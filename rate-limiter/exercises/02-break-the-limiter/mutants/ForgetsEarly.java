import java.time.Duration;
import java.util.Deque;
import katas.lab.testing.MutableClock;

/** Wrong: its time to live is that of the oldest permit, in whole seconds; a time to live of zero deletes at once. */
final class ForgetsEarly extends SoundLog {

    private static final long SECOND = 1_000_000;

    ForgetsEarly(int limit, Duration window, MutableClock clock) {
        super(limit, window, clock);
    }

    @Override
    void take(Deque<Long> times, int permits, long now) {
        super.take(times, permits, now);
        long timeToLiveSeconds = (times.getFirst() + window - now) / SECOND;
        if (timeToLiveSeconds == 0) {
            times.clear();
        }
    }
}
