import java.time.Duration;
import java.util.List;
import katas.lab.testing.MutableClock;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.Policy;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.memory.InMemoryRateLimiter;

/** The kata's own sliding window log. */
final class RealLimiter implements Limiter {

    private final RateLimiter limiter;
    private final Policy policy;

    RealLimiter(int permits, Duration window, MutableClock clock) {
        this.limiter = new InMemoryRateLimiter(clock, 1_000);
        this.policy = new Policy(
                "exercise", Algorithm.SLIDING_WINDOW_LOG, List.of(new Limit(permits, window)), OnOutage.CLOSED);
    }

    @Override
    public Answer tryAcquire(String key, int permits) {
        return switch (limiter.tryAcquire(policy, key, permits)) {
            case Decision.Allowed _ -> new Answer(true, Duration.ZERO);
            case Decision.Denied denied -> new Answer(false, denied.retryAfter());
            case Decision.Unmetered _, Decision.Unavailable _ ->
                throw new IllegalStateException("nothing is down here");
        };
    }
}
