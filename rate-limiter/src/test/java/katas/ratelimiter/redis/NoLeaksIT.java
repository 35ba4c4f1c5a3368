package katas.ratelimiter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.Policy;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class NoLeaksIT {
    private static final int KEYS = Rounds.of(20_000, 100_000);
    private static final int PAGE = 1_000;
    private static final long SLACK_MILLIS = 1_000;
    private static final long GONE = -2;
    private static final List<Algorithm> ALGORITHMS = List.of(
            Algorithm.TOKEN_BUCKET,
            Algorithm.GCRA,
            Algorithm.SLIDING_WINDOW_COUNTER,
            Algorithm.SLIDING_WINDOW_LOG,
            Algorithm.FIXED_WINDOW);
    private static final String TTL_AND_BYTES = """
            local reply = {}
            for i, key in ipairs(KEYS) do
              reply[2 * i - 1] = redis.call('PTTL', key)
              reply[2 * i] = redis.call('MEMORY', 'USAGE', key) or 0
            end
            return reply
            """;

    @Test
    void after_any_number_of_random_keys_and_policies_each_key_has_a_time_to_live_and_at_most_200_bytes(
            RedisHandle redis) {
        long seed = Seeds.next();
        try (var replica = RedisReplica.of(redis)) {
            var outcomes = LoadDriver.run(KEYS, 512, index -> {
                var policy = randomPolicy(new Random(seed + index), index);
                replica.limiter().tryAcquire(policy, "k" + index, 1);
                return policy;
            });
            assertThat(outcomes.failures()).isEmpty();
            Map<String, Policy> policies = new HashMap<>();
            outcomes.results().forEach(policy -> policies.put(policy.name(), policy));

            var keys = keys(replica);
            int alive = 0;
            for (int from = 0; from < keys.size(); from += PAGE) {
                var page = keys.subList(from, Math.min(keys.size(), from + PAGE));
                var states = ttlsAndBytes(replica, page);
                for (int i = 0; i < page.size(); i++) {
                    long ttlMillis = states.get(2 * i);
                    if (ttlMillis == GONE) {
                        continue;
                    }
                    alive++;
                    long windowMillis = policyOf(policies, page.get(i))
                            .limits()
                            .getFirst()
                            .window()
                            .toMillis();
                    assertThat(ttlMillis).as(page.get(i)).isBetween(0L, 2 * windowMillis + SLACK_MILLIS);
                    assertThat(states.get(2 * i + 1)).as(page.get(i)).isBetween(1L, 200L);
                }
            }
            assertThat(alive).isGreaterThan(KEYS / 2);
        }
    }

    private static Policy randomPolicy(Random random, int index) {
        var algorithm = ALGORITHMS.get(index % ALGORITHMS.size());
        int permits = 1 + random.nextInt(1_000);
        var window = Duration.ofSeconds(1 + random.nextInt(86_400));
        return new Policy("p" + index, algorithm, List.of(new Limit(permits, window)), OnOutage.OPEN);
    }

    private static Policy policyOf(Map<String, Policy> policies, String key) {
        var name = key.substring(key.indexOf('{') + 1, key.indexOf(':', key.indexOf('{')));
        return Objects.requireNonNull(policies.get(name), key);
    }

    private static List<String> keys(RedisReplica replica) {
        var keys = new ArrayList<String>();
        var page = ScanArgs.Builder.matches("rate-limiter:{p*").limit(PAGE);
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            var from = cursor;
            var found = replica.link().call(commands -> commands.scan(from, page));
            keys.addAll(found.getKeys());
            cursor = found;
        } while (!cursor.isFinished());
        return keys;
    }

    private static List<Long> ttlsAndBytes(RedisReplica replica, List<String> keys) {
        return replica.link()
                .call(commands -> commands.eval(TTL_AND_BYTES, ScriptOutputType.MULTI, keys.toArray(String[]::new)));
    }
}
