package katas.shopping.redis;

import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValueScanCursor;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.Optional;
import katas.shopping.Shards;

/**
 * Drops what waits for consumers that nobody plays any more.
 *
 * <p>Looks through the names of all that waits, some at a time: nothing lists them by consumer, for a consumer retires
 * once in a rebuild.
 */
final class RetiredLetters {
    private static final LuaScript<String> FORGET = new LuaScript<>("forget.lua", ScriptOutputType.STATUS);
    private static final int BATCH = 100;

    private final RedisLink redis;
    private final RedisKeys keys;

    RetiredLetters(RedisLink redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /** Drops at most 100 sequences; tells whether none waited. */
    boolean forget(String consumer) {
        int forgotten = 0;
        for (int shard = 0; shard < Shards.COUNT && forgotten < BATCH; shard++) {
            forgotten += forget(consumer, shard, BATCH - forgotten);
        }
        return forgotten == 0;
    }

    private int forget(String consumer, int shard, int most) {
        int forgotten = 0;
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished() && forgotten < most) {
            var page = page(shard, cursor);
            var calls = page.getValues().stream()
                    .map(entry -> LetterId.parse(entry.getValue()))
                    .flatMap(Optional::stream)
                    .filter(sequence -> sequence.consumer().equals(consumer))
                    .limit(most - forgotten)
                    .map(this::call)
                    .toList();
            forgotten += FORGET.runAll(redis, calls).size();
            cursor = page;
        }
        return forgotten;
    }

    private ScoredValueScanCursor<String> page(int shard, ScanCursor after) {
        return redis.call(commands -> commands.zscan(keys.ages(shard), after, ScanArgs.Builder.limit(BATCH)));
    }

    private ScriptCall call(LetterId sequence) {
        int shard = Shards.of(sequence.key());
        return new ScriptCall(
                List.of(
                        keys.waiting(sequence.consumer(), sequence.key()),
                        keys.parked(sequence.consumer(), sequence.key()),
                        keys.letters(shard),
                        keys.ages(shard)),
                List.of(sequence.text()));
    }
}
