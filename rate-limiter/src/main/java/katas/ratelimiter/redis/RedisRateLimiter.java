package katas.ratelimiter.redis;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import katas.ratelimiter.BatchRateLimiter;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import katas.ratelimiter.QuotaBook;

/**
 * Counts in Redis: one script, one round trip a decision, however many limits the policy has.
 *
 * <p>Time is Redis' own, so replicas need no common clock. Right as long as one Redis decides: a failover to a replica
 * of Redis that lags behind forgets the permits of the lag.
 */
public final class RedisRateLimiter implements BatchRateLimiter, QuotaBook {
    private static final int MAX_PLANS = 10_000;
    private static final int NUMBERS_A_QUOTA = 4;

    private final RedisLink redis;
    private final ChangeLog changes;
    private final Map<Policy, ScriptPlan> plans = new ConcurrentHashMap<>();

    RedisRateLimiter(RedisLink redis, ChangeLog changes) {
        this.redis = redis;
        this.changes = changes;
    }

    @Override
    public List<Decision> tryAcquire(Policy policy, String key, List<Integer> permits) {
        var reply = planOf(policy).run(redis, key, permits);
        int limits = policy.limits().size();
        var decisions = new ArrayList<Decision>(permits.size());
        for (int call = 0; call < permits.size(); call++) {
            var quotas = new ArrayList<Quota>(limits);
            for (int i = 0; i < limits; i++) {
                // the first number is Redis' time
                quotas.add(quota(policy, i, reply, 1 + NUMBERS_A_QUOTA * (call * limits + i)));
            }
            decisions.add(decision(quotas));
        }
        return decisions;
    }

    @Override
    public List<Quota> quotas(Policy policy, String key) {
        return switch (tryAcquire(policy, key, 0)) {
            case Decision.Allowed(var quotas) -> quotas;
            case Decision.Denied(var quotas) -> quotas;
            case Decision.Unmetered _, Decision.Unavailable _ -> List.of();
        };
    }

    @Override
    public void reset(Policy policy, String key) {
        // Before: if what follows is lost, no replica still denies what the reset was for.
        // After: a denial may have been learnt in between. Lost, it is an error to whoever asked, who asks again.
        changes.announce();
        redis.call(commands -> commands.del(planOf(policy).keys().of(key)));
        changes.announce();
    }

    private ScriptPlan planOf(Policy policy) {
        if (plans.size() > MAX_PLANS) {
            plans.clear();
        }
        return plans.computeIfAbsent(policy, ScriptPlan::of);
    }

    private static Decision decision(List<Quota> quotas) {
        boolean allowed = quotas.stream().allMatch(quota -> quota.retryAfter().isZero());
        return allowed ? new Decision.Allowed(quotas) : new Decision.Denied(quotas);
    }

    private static Quota quota(Policy policy, int limit, List<Long> reply, int at) {
        return new Quota(
                policy.limits().get(limit),
                reply.get(at + 1).intValue(),
                micros(reply.get(at)),
                micros(reply.get(at + 2)),
                micros(reply.get(at + 3)));
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
