import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;

/** What the question of this exercise is about: counts, and counts again when no answer came. */
final class NaiveCounter {

    private static final int CHECKOUTS = 300;
    private static final int LOST_EVERY = 7;

    private NaiveCounter() {}

    static long countedTooOften(RedisCommands<String, String> redis, String key) {
        var lossy = LostAnswers.of(redis, LOST_EVERY);
        for (int checkout = 0; checkout < CHECKOUTS; checkout++) {
            boolean counted = false;
            while (!counted) {
                try {
                    lossy.incr(key);
                    counted = true;
                } catch (RedisException e) {
                    // it may not have been counted: again
                }
            }
        }
        return Long.parseLong(redis.get(key)) - CHECKOUTS;
    }
}
