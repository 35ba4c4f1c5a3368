package katas.ratelimiter.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import katas.ratelimiter.BatchRateLimiter;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Limit;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;

/**
 * Counts within this process.
 *
 * <p>Remembers a bounded number of keys and forgets the one that was idle longest: a forgotten key starts anew.
 */
public final class InMemoryRateLimiter implements BatchRateLimiter {
    private final InstantSource clock;
    private final Map<Subject, List<Meter>> meters;

    /** @param maxKeys how many keys it remembers; at least 1 */
    public InMemoryRateLimiter(InstantSource clock, int maxKeys) {
        this.clock = clock;
        this.meters = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Subject, List<Meter>> eldest) {
                return size() > maxKeys;
            }
        };
    }

    @Override
    public synchronized List<Decision> tryAcquire(Policy policy, String key, List<Integer> permits) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        var limits = meters.computeIfAbsent(new Subject(policy, key), InMemoryRateLimiter::newMeters);
        return permits.stream().map(asked -> decide(policy, limits, asked, now)).toList();
    }

    private static Decision decide(Policy policy, List<Meter> meters, int permits, long now) {
        boolean allowed = meters.stream().allMatch(meter -> meter.waitFor(permits, now) == 0);
        var quotas = new ArrayList<Quota>();
        for (int i = 0; i < meters.size(); i++) {
            var limit = policy.limits().get(i);
            var meter = meters.get(i);
            long wait = meter.waitFor(permits, now);
            if (allowed) {
                meter.take(permits, now);
            }
            quotas.add(quota(limit, policy.algorithm().capacity(limit), meter, wait, now));
        }
        return allowed ? new Decision.Allowed(quotas) : new Decision.Denied(quotas);
    }

    private static Quota quota(Limit limit, int capacity, Meter meter, long wait, long now) {
        int remaining = meter.remaining(now);
        long more = remaining == capacity ? 0 : meter.waitFor(remaining + 1, now);
        return new Quota(limit, remaining, micros(wait), micros(more), micros(meter.resetAfter(now)));
    }

    private static List<Meter> newMeters(Subject subject) {
        return subject.policy.limits().stream()
                .map(limit -> Meter.of(subject.policy, limit))
                .toList();
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private record Subject(Policy policy, String key) {}
}
