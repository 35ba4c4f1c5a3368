package katas.ratelimiter.fast;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import katas.ratelimiter.Changes;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import katas.ratelimiter.RateLimiter;
import org.jspecify.annotations.Nullable;

/**
 * Denies a call that was denied, without asking again, until the time by which the store said it could pass.
 *
 * <p>Exact: until then other callers can only make it worse, except for a reset or a changed policy, and either makes
 * every denial learnt before it void. Counts from before the store was asked, so it never denies too long. Remembers at
 * least the last {@value #GENERATION} denials and at most about twice as many, in two generations: when the young one
 * is full, the old one is forgotten as a whole, so no denial ever pays for a search. What is forgotten, the store is
 * asked.
 */
public final class DenyCachingRateLimiter implements RateLimiter {
    static final int GENERATION = 50_000;

    private final RateLimiter store;
    private final Changes changes;
    private final LongSupplier nanoTime;
    private volatile Generations denials = new Generations(new ConcurrentHashMap<>(), Map.of());

    /** @param nanoTime a clock that only goes forward, such as {@link System#nanoTime()} */
    public DenyCachingRateLimiter(RateLimiter store, Changes changes, LongSupplier nanoTime) {
        this.store = store;
        this.changes = changes;
        this.nanoTime = nanoTime;
    }

    @Override
    public Decision tryAcquire(Policy policy, String key, int permits) {
        var call = new Call(policy, key, permits);
        // before the store is asked: what it answers may be void by the time it is here
        long version = changes.version();
        long asked = nanoTime.getAsLong();

        var denial = denials.get(call);
        if (denial != null && changes.current() && denial.holds(version, asked)) {
            return denial.agedTo(asked);
        }
        var decision = store.tryAcquire(policy, key, permits);
        if (decision instanceof Decision.Denied denied) {
            remember(call, new Denial(denied.quotas(), denied.retryAfter().toNanos(), version, asked));
        }
        return decision;
    }

    private void remember(Call call, Denial denial) {
        var now = denials;
        now.young.put(call, denial);
        if (now.young.size() >= GENERATION) {
            age();
        }
    }

    private synchronized void age() {
        var now = denials;
        // several callers may have seen it full
        if (now.young.size() >= GENERATION) {
            denials = new Generations(new ConcurrentHashMap<>(), now.young);
        }
    }

    /** Returns how many denials are remembered, those that no longer hold included. */
    int remembered() {
        var now = denials;
        return now.young.size() + now.old.size();
    }

    private record Generations(Map<Call, Denial> young, Map<Call, Denial> old) {
        @Nullable
        Denial get(Call call) {
            var denial = young.get(call);
            return denial == null ? old.get(call) : denial;
        }
    }

    private record Call(Policy policy, String key, int permits) {}

    private record Denial(List<Quota> quotas, long retryAfterNanos, long version, long askedNanos) {
        boolean holds(long version, long nowNanos) {
            return this.version == version && nowNanos - askedNanos < retryAfterNanos;
        }

        Decision agedTo(long nowNanos) {
            var age = Duration.ofNanos(nowNanos - askedNanos);
            return new Decision.Denied(
                    quotas.stream().map(quota -> aged(quota, age)).toList());
        }

        private static Quota aged(Quota quota, Duration age) {
            return new Quota(
                    quota.limit(),
                    quota.remaining(),
                    less(quota.retryAfter(), age),
                    less(quota.moreAfter(), age),
                    less(quota.resetAfter(), age));
        }

        private static Duration less(Duration wait, Duration age) {
            return wait.compareTo(age) > 0 ? wait.minus(age) : Duration.ZERO;
        }
    }
}
