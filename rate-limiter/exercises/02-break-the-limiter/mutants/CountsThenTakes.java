import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import katas.lab.testing.MutableClock;

/** Wrong: counts in one step and takes in the next; in between lies a round trip. */
final class CountsThenTakes extends SoundLog {

    private static final long ROUND_TRIP_NANOS = 1_000_000;

    CountsThenTakes(int limit, Duration window, MutableClock clock) {
        super(limit, window, clock);
    }

    @Override
    public Answer tryAcquire(String key, int permits) {
        var times = log(key);
        synchronized (this) {
            forget(times, now());
            if (times.size() + permits > limit) {
                return new Answer(false, wait(times, permits, now()));
            }
        }
        LockSupport.parkNanos(ROUND_TRIP_NANOS);
        synchronized (this) {
            take(times, permits, now());
        }
        return new Answer(true, Duration.ZERO);
    }
}
