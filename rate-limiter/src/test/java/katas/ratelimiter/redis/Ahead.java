package katas.ratelimiter.redis;

import java.time.Duration;
import java.util.List;
import katas.ratelimiter.Algorithm;

/** Makes state look as if a Redis with a faster clock had written it. */
final class Ahead {
    private Ahead() {}

    static void moveOn(RedisLink redis, Algorithm algorithm, String key, Duration by) {
        long micros = by.toNanos() / 1_000;
        switch (algorithm) {
            case SLIDING_WINDOW_LOG -> {
                List<String> times = redis.call(commands -> commands.lrange(key, 0, -1));
                for (int i = 0; i < times.size(); i++) {
                    int at = i;
                    redis.call(commands -> commands.lset(key, at, later(times.get(at), micros)));
                }
            }
            case TOKEN_BUCKET, COMPARE_AND_SET -> set(redis, key, 1, micros);
            case GCRA, FIXED_WINDOW, NAIVE, SLIDING_WINDOW_COUNTER -> set(redis, key, 0, micros);
        }
    }

    private static void set(RedisLink redis, String key, int position, long micros) {
        var numbers = redis.call(commands -> commands.get(key)).split(" ");
        numbers[position] = later(numbers[position], micros);
        redis.call(commands -> commands.setex(key, 60, String.join(" ", numbers)));
    }

    private static String later(String time, long micros) {
        return Long.toString(Long.parseLong(time) + micros);
    }
}
