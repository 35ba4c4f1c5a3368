package katas.shopping.provider;

import java.util.List;
import java.util.Optional;
import katas.shopping.redis.RedisLink;
import tools.jackson.databind.json.JsonMapper;

/** Keeps captures in one hash: the first decision about an id is the one that made its field. */
final class RedisLedger implements Ledger {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RedisLink redis;
    private final String key;

    RedisLedger(RedisLink redis, String key) {
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

    private static Capture read(String text) {
        return JSON.readValue(text, Capture.class);
    }
}
