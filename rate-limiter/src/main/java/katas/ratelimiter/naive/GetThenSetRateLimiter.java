package katas.ratelimiter.naive;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Limit;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.redis.RedisKeys;
import katas.ratelimiter.redis.RedisLink;
import org.jspecify.annotations.Nullable;

/**
 * Reads a count, adds to it here, writes it back: wrong on purpose.
 *
 * <p>Two callers who read the same count both pass, and one of their permits is never counted. Of several limits, those
 * that would allow the call are charged even if another denies it. Time is this process'
 * own, so replicas whose clocks differ do not even share a window.
 */
public final class GetThenSetRateLimiter implements RateLimiter {
    private final RedisLink redis;
    private final InstantSource clock;

    public GetThenSetRateLimiter(RedisLink redis, InstantSource clock) {
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public Decision tryAcquire(Policy policy, String key, int permits) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        var keys = RedisKeys.of(policy).of(key);
        var quotas = new ArrayList<Quota>();
        for (int i = 0; i < keys.length; i++) {
            quotas.add(tryAcquire(policy.limits().get(i), keys[i], permits, now));
        }
        boolean allowed = quotas.stream().allMatch(quota -> quota.retryAfter().isZero());
        return allowed ? new Decision.Allowed(quotas) : new Decision.Denied(quotas);
    }

    private Quota tryAcquire(Limit limit, String key, int permits, long now) {
        long start = now - now % limit.windowMicros();
        var windowEnd = Duration.of(start + limit.windowMicros() - now, ChronoUnit.MICROS);

        int taken = takenSince(start, redis.call(commands -> commands.get(key)));
        if (taken + permits > limit.permits()) {
            return new Quota(limit, limit.permits() - taken, windowEnd, windowEnd, windowEnd);
        }
        // whoever read before this line counts from the same number
        int counted = taken + permits;
        redis.call(commands -> commands.psetex(key, Math.max(1000, windowEnd.toMillis() + 1), start + " " + counted));
        return new Quota(limit, limit.permits() - counted, Duration.ZERO, windowEnd, windowEnd);
    }

    private static int takenSince(long start, @Nullable String state) {
        if (state == null) {
            return 0;
        }
        int space = state.indexOf(' ');
        return Long.parseLong(state.substring(0, space)) == start ? Integer.parseInt(state.substring(space + 1)) : 0;
    }
}
