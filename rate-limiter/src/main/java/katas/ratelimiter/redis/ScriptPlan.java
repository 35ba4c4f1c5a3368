package katas.ratelimiter.redis;

import java.util.ArrayList;
import java.util.List;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.BucketUnits;
import katas.ratelimiter.Limit;
import katas.ratelimiter.Policy;

/** What has to be sent to Redis for a policy: the script, where its limits are counted, their numbers. */
record ScriptPlan(LuaScript script, RedisKeys keys, List<String> numbers) {

    private static final LuaScript FIXED_WINDOW = decidingBy("fixed-window.lua");
    private static final LuaScript SLIDING_WINDOW_LOG = decidingBy("sliding-window-log.lua");
    private static final LuaScript SLIDING_WINDOW_COUNTER = decidingBy("sliding-window-counter.lua");
    private static final LuaScript TOKEN_BUCKET = decidingBy("token-bucket.lua");
    private static final LuaScript GCRA = decidingBy("gcra.lua");

    static ScriptPlan of(Policy policy) {
        var numbers = new ArrayList<String>();
        for (var limit : policy.limits()) {
            numbers.addAll(numbersOf(policy.algorithm(), limit));
        }
        return new ScriptPlan(scriptOf(policy.algorithm()), RedisKeys.of(policy), numbers);
    }

    List<Long> run(RedisLink redis, String key, List<Integer> permits) {
        var args = new String[numbers.size() + permits.size()];
        numbers.toArray(args);
        for (int i = 0; i < permits.size(); i++) {
            args[numbers.size() + i] = permits.get(i).toString();
        }
        return script.run(redis, keys.of(key), args);
    }

    private static LuaScript scriptOf(Algorithm algorithm) {
        return switch (algorithm) {
            case TOKEN_BUCKET, COMPARE_AND_SET -> TOKEN_BUCKET;
            case GCRA -> GCRA;
            case SLIDING_WINDOW_COUNTER -> SLIDING_WINDOW_COUNTER;
            case SLIDING_WINDOW_LOG -> SLIDING_WINDOW_LOG;
            case FIXED_WINDOW, NAIVE -> FIXED_WINDOW;
        };
    }

    private static List<String> numbersOf(Algorithm algorithm, Limit limit) {
        return switch (algorithm) {
            case TOKEN_BUCKET, COMPARE_AND_SET -> {
                var units = BucketUnits.of(limit);
                yield numbers(limit.burst(), units.permit(), units.refill());
            }
            case GCRA -> numbers(limit.burst(), Math.ceilDiv(limit.windowMicros(), limit.permits()), 0);
            case SLIDING_WINDOW_COUNTER, SLIDING_WINDOW_LOG, FIXED_WINDOW, NAIVE ->
                numbers(limit.permits(), limit.windowMicros(), 0);
        };
    }

    private static List<String> numbers(long capacity, long second, long third) {
        return List.of(Long.toString(capacity), Long.toString(second), Long.toString(third));
    }

    private static LuaScript decidingBy(String algorithm) {
        return new LuaScript("time.lua", algorithm, "decide.lua");
    }
}
