package katas.shopping.provider;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ZAddArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import katas.shopping.redis.RedisLink;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps captures in one hash: the first decision about an id is the one that made its field.
 *
 * <p>With each decision those go that are too old, a few at a time. Which that is tells a sorted set beside the hash, which
 * hears of an id first: what it has and the hash does not have was never decided.
 */
final class RedisLedger implements Ledger {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_FORGOTTEN = 10;

    private final RedisLink redis;
    private final String key;
    private final String ages;
    private final Duration retention;

    /**
     * Keeps what others keep under the same key.
     *
     * @param retention how long a decision is kept: longer than anybody asks about it
     */
    RedisLedger(RedisLink redis, String key, Duration retention) {
        this.ages = key + ":ages";
        this.retention = retention;
        this.redis = redis;
        this.key = key;
    }

    @Override
    public Optional<Capture> find(String id) {
        return Optional.ofNullable(redis.call(commands -> commands.hget(key, id)))
                .map(RedisLedger::read);
    }

    @Override
    public Capture decide(Capture capture) {
        var text = JSON.writeValueAsString(capture);
        forgetBefore(capture.decidedAt().minus(retention));
        redis.call(commands -> commands.zadd(
                ages, ZAddArgs.Builder.nx(), (double) capture.decidedAt().toEpochMilli(), capture.id()));
        boolean first = redis.call(commands -> commands.hsetnx(key, capture.id(), text));
        return first ? capture : find(capture.id()).orElseThrow();
    }

    @Override
    public void giveBack(Capture voided) {
        // nothing comes after this: whoever else writes just now writes the same
        redis.call(commands -> commands.hset(key, voided.id(), JSON.writeValueAsString(voided)));
    }

    @Override
    public List<Capture> all() {
        return redis.call(commands -> commands.hvals(key)).stream()
                .map(RedisLedger::read)
                .toList();
    }

    private void forgetBefore(Instant oldest) {
        var range = Range.<Number>from(Range.Boundary.unbounded(), Range.Boundary.excluding(oldest.toEpochMilli()));
        var old = redis.<List<String>>call(
                commands -> commands.zrangebyscore(ages, range, Limit.create(0, MOST_FORGOTTEN)));
        if (!old.isEmpty()) {
            var ids = old.toArray(String[]::new);
            redis.call(commands -> commands.hdel(key, ids));
            redis.call(commands -> commands.zrem(ages, ids));
        }
    }

    private static Capture read(String text) {
        return JSON.readValue(text, Capture.class);
    }
}
