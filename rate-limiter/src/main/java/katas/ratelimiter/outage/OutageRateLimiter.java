package katas.ratelimiter.outage;

import java.time.Duration;
import java.util.List;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.Replicas;
import katas.ratelimiter.StoreUnavailable;

/**
 * Decides as the policy wants it while the store cannot: all pass, none passes, or each replica counts its share.
 *
 * <p>A share is kept by charging the whole limit as many permits for each as there are replicas. All shares together
 * are never more than the limit, as long as every replica was last seen by all others; what was spent before the outage
 * is not counted. A limit of fewer permits than there are replicas leaves each with none.
 */
public final class OutageRateLimiter implements RateLimiter {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final RateLimiter shared;
    private final RateLimiter local;
    private final Replicas replicas;
    private final OutageGuard guard;

    public OutageRateLimiter(RateLimiter shared, RateLimiter local, Replicas replicas, OutageGuard guard) {
        this.shared = shared;
        this.local = local;
        this.replicas = replicas;
        this.guard = guard;
    }

    @Override
    public Decision tryAcquire(Policy policy, String key, int permits) {
        if (!guard.mayAsk()) {
            return withoutStore(policy, key, permits);
        }
        long start = System.nanoTime();
        try {
            var decision = shared.tryAcquire(policy, key, permits);
            guard.answered(System.nanoTime() - start);
            return decision;
        } catch (StoreUnavailable e) {
            guard.failed(System.nanoTime() - start, e);
            return withoutStore(policy, key, permits);
        }
    }

    private Decision withoutStore(Policy policy, String key, int permits) {
        return switch (policy.onOutage()) {
            case OPEN -> new Decision.Unmetered();
            case CLOSED -> new Decision.Unavailable(RETRY_AFTER);
            case LOCAL -> fromShare(policy, key, permits, replicas.lastSeenAlive());
        };
    }

    private Decision fromShare(Policy policy, String key, int permits, int sharers) {
        if ((long) permits * sharers > policy.capacity()) {
            return new Decision.Unavailable(RETRY_AFTER);
        }
        return switch (local.tryAcquire(policy, key, permits * sharers)) {
            case Decision.Allowed(var quotas) -> new Decision.Allowed(shares(quotas, sharers));
            case Decision.Denied(var quotas) -> new Decision.Denied(shares(quotas, sharers));
            case Decision.Unmetered unmetered -> unmetered;
            case Decision.Unavailable unavailable -> unavailable;
        };
    }

    private static List<Quota> shares(List<Quota> quotas, int sharers) {
        return quotas.stream()
                .map(quota -> new Quota(
                        quota.limit(),
                        quota.remaining() / sharers,
                        quota.retryAfter(),
                        quota.moreAfter(),
                        quota.resetAfter()))
                .toList();
    }
}
