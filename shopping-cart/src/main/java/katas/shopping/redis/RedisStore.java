package katas.shopping.redis;

import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Place;
import katas.shopping.effect.Stored;
import katas.shopping.json.MessageFormat;
import katas.shopping.json.StoredFormat;

/** Keeps everything in Redis; an effect is one script, whatever it changes. */
public final class RedisStore implements Documents, Effects, Agendas {
    private static final LuaScript<String> EFFECT = new LuaScript<>("effect.lua", ScriptOutputType.STATUS);

    private final RedisLink redis;
    private final RedisKeys keys;
    private final Duration inboxRetention;
    private final StoredFormat format = new StoredFormat();
    private final MessageFormat messages = new MessageFormat();

    /**
     * Keeps what others keep under the same keys.
     *
     * @param inboxRetention how long it is remembered that a message had its effect: longer than any comes again
     */
    public RedisStore(RedisLink redis, RedisKeys keys, Duration inboxRetention) {
        this.redis = redis;
        this.keys = keys;
        this.inboxRetention = inboxRetention;
    }

    @Override
    public <T> Stored<T> load(Place<T> place) {
        return stored(place, redis.call(commands -> read(commands, place)));
    }

    @Override
    public <T> List<Stored<T>> loadAll(List<Place<T>> places) {
        var answers = redis.callAll(places, this::read);
        return IntStream.range(0, places.size())
                .mapToObj(index -> stored(places.get(index), answers.get(index)))
                .toList();
    }

    @Override
    public List<Entry> due(Agenda agenda, int shard, Instant until, int most) {
        var range = Range.<Number>from(Range.Boundary.unbounded(), Range.Boundary.including(until.toEpochMilli()));
        return redis
                .<List<ScoredValue<String>>>call(commands ->
                        commands.zrangebyscoreWithScores(keys.agenda(shard, agenda), range, Limit.create(0, most)))
                .stream()
                .map(entry -> new Entry(entry.getValue(), Instant.ofEpochMilli((long) entry.getScore())))
                .toList();
    }

    @Override
    public Applied apply(Effect effect) {
        var call = new EffectCall(keys, format, messages, inboxRetention).of(effect);
        return Applied.valueOf(EFFECT.run(redis, call));
    }

    private RedisFuture<List<KeyValue<String, String>>> read(
            RedisAsyncCommands<String, String> commands, Place<?> place) {
        return commands.hmget(keys.document(place), "n", "d");
    }

    private <T> Stored<T> stored(Place<T> place, List<KeyValue<String, String>> answer) {
        var version = answer.getFirst();
        return version.hasValue()
                ? new Stored<>(
                        place,
                        Long.parseLong(version.getValue()),
                        format.read(place.type(), answer.getLast().getValue()))
                : new Stored<>(place, 0, null);
    }
}
