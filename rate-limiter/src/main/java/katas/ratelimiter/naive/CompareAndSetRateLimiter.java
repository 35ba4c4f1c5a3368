package katas.ratelimiter.naive;

import io.lettuce.core.KeyValue;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.StoreUnavailable;
import katas.ratelimiter.redis.RedisKeys;
import katas.ratelimiter.redis.RedisLink;

/**
 * Reads a token bucket, computes here, writes it back only if nobody else did, and else tries again: slow on purpose.
 *
 * <p>Admits no permit too many, yet of n callers at once one succeeds in each round: n²/2 rounds of two trips to Redis for a hot key.
 * Many libraries work this way. Time is this process' own: a clock ahead refills early.
 */
public final class CompareAndSetRateLimiter implements RateLimiter {
    private static final String SWAP = """
            for i, key in ipairs(KEYS) do
              if (redis.call('GET', key) or '') ~= ARGV[3 * i - 2] then return 0 end
            end
            for i, key in ipairs(KEYS) do redis.call('SET', key, ARGV[3 * i - 1], 'PX', ARGV[3 * i]) end
            return 1
            """;

    private final RedisLink redis;
    private final InstantSource clock;
    private final Duration deadline;

    /** @param deadline longest time that a call goes on losing; more than zero */
    public CompareAndSetRateLimiter(RedisLink redis, InstantSource clock, Duration deadline) {
        this.redis = redis;
        this.clock = clock;
        this.deadline = deadline;
    }

    @Override
    public Decision tryAcquire(Policy policy, String key, int permits) {
        var keys = RedisKeys.of(policy).of(key);
        long start = System.nanoTime();
        while (System.nanoTime() - start < deadline.toNanos()) {
            var read = redis.call(commands -> commands.mget(keys)).stream()
                    .map(CompareAndSetRateLimiter::stateOf)
                    .toList();
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
            var buckets = new ArrayList<Bucket>();
            for (int i = 0; i < keys.length; i++) {
                buckets.add(Bucket.read(policy.limits().get(i), read.get(i), now));
            }
            boolean allowed = buckets.stream().allMatch(bucket -> bucket.waitMicros(permits) == 0);
            if (!allowed) {
                return new Decision.Denied(quotas(buckets, permits));
            }
            var after = buckets.stream().map(bucket -> bucket.minus(permits)).toList();
            if (swap(keys, read, after)) {
                return new Decision.Allowed(quotas(after, 0));
            }
        }
        throw new StoreUnavailable("lost every race within " + deadline, null);
    }

    private boolean swap(String[] keys, List<String> read, List<Bucket> after) {
        var args = Stream.iterate(0, i -> i < keys.length, i -> i + 1)
                .flatMap(i -> Stream.of(
                        read.get(i),
                        after.get(i).state(),
                        Long.toString(after.get(i).ttlMillis())))
                .toArray(String[]::new);
        Long swapped = redis.call(commands -> commands.eval(SWAP, ScriptOutputType.INTEGER, keys, args));
        return swapped == 1;
    }

    private static String stateOf(KeyValue<String, String> value) {
        return value.getValueOrElse("");
    }

    private static List<Quota> quotas(List<Bucket> buckets, int permits) {
        return buckets.stream()
                .map(bucket -> new Quota(
                        bucket.limit(),
                        bucket.remaining(),
                        micros(bucket.waitMicros(permits)),
                        micros(
                                bucket.remaining() == bucket.limit().burst()
                                        ? 0
                                        : bucket.waitMicros(bucket.remaining() + 1)),
                        micros(bucket.resetMicros())))
                .toList();
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
