package katas.ratelimiter.redis;

import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;
import java.util.List;
import katas.ratelimiter.Limit;
import katas.ratelimiter.Policy;

/**
 * Where a policy's limits are counted: one Redis key a limit, all of one caller in one hash slot.
 *
 * <p>The name ends in a digest of how is counted, so that a changed policy never misreads what the former one wrote.
 */
public record RedisKeys(String policy, List<String> digests) {

    public static RedisKeys of(Policy policy) {
        return new RedisKeys(
                policy.name(),
                policy.limits().stream().map(limit -> digest(policy, limit)).toList());
    }

    /** Returns the Redis keys of one caller, in the order of the limits. */
    public String[] of(String key) {
        return digests.stream()
                .map(digest -> "rate-limiter:{" + policy + ":" + key + "}:" + digest)
                .toArray(String[]::new);
    }

    private static String digest(Policy policy, Limit limit) {
        var way = policy.algorithm() + " " + limit.permits() + " " + limit.burst() + " " + limit.window();
        return Base16.digest(way.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    }
}
