package katas.ratelimiter;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Policies the way tests speak of them. */
public final class Fixtures {
    /** So long that nothing refills while a test runs. */
    public static final Duration NO_REFILL = Limit.MAX_WINDOW;

    private Fixtures() {}

    public static Policy policy(Algorithm algorithm, Limit... limits) {
        return new Policy("test", algorithm, List.of(limits), OnOutage.CLOSED);
    }

    public static Policy policy(Algorithm algorithm, int permits, Duration window) {
        return policy(algorithm, new Limit(permits, window));
    }

    public static boolean allows(RateLimiter limiter, Policy policy, String key, int permits) {
        return limiter.tryAcquire(policy, key, permits) instanceof Decision.Allowed;
    }

    public static boolean allows(RateLimiter limiter, Policy policy, String key) {
        return allows(limiter, policy, key, 1);
    }

    public static List<Quota> quotas(Decision decision) {
        return switch (decision) {
            case Decision.Allowed(var quotas) -> quotas;
            case Decision.Denied(var quotas) -> quotas;
            case Decision.Unmetered _, Decision.Unavailable _ ->
                throw new AssertionError("nobody counted: " + decision);
        };
    }

    /** Returns what the algorithm goes by in the trade-off card. */
    public static String nameOf(Algorithm algorithm) {
        return algorithm.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
