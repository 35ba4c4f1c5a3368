package katas.shopping.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import katas.shopping.Shards;
import katas.shopping.effect.DeadLetters;
import katas.shopping.effect.RawRecord;
import katas.shopping.json.StoredFormat;

/**
 * Keeps dead letters in Redis: of each sequence a list of positions, and the records by their positions. {@code
 * effect.lua} takes the first off the list in the moment in which it has its effect.
 *
 * <p>How many may wait in one sequence is bounded.
 */
public final class RedisDeadLetters implements DeadLetters {
    private static final LuaScript<String> PARK = new LuaScript<>("park.lua", ScriptOutputType.STATUS);
    private static final LuaScript<String> KEEP = new LuaScript<>("keep.lua", ScriptOutputType.STATUS);

    private static final List<Integer> SHARDS =
            IntStream.range(0, Shards.COUNT).boxed().toList();

    private final RedisLink redis;
    private final RedisKeys keys;
    private final InstantSource clock;
    private final int most;
    private final RetiredLetters retired;
    private final StoredFormat format = new StoredFormat();

    /**
     * Keeps what others keep under the same keys.
     *
     * @param most how many records may wait in one sequence, at least 1
     */
    public RedisDeadLetters(RedisLink redis, RedisKeys keys, InstantSource clock, int most) {
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
        this.most = most;
        this.retired = new RetiredLetters(redis, keys);
    }

    /** What is kept of a sequence beside its records. */
    record Letter(String consumer, String key, String reason, Instant since) {}

    @Override
    public Parking park(String consumer, String key, RawRecord record, String reason) {
        return park(consumer, key, record, reason, false);
    }

    @Override
    public Parking parkBehind(String consumer, String key, RawRecord record) {
        return park(consumer, key, record, "", true);
    }

    private Parking park(String consumer, String key, RawRecord record, String reason, boolean onlyBehind) {
        var letter = new Letter(consumer, key, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var call = new ScriptCall(
                List.of(
                        keys.waiting(consumer, key),
                        keys.parked(consumer, key),
                        keys.letters(Shards.of(key)),
                        keys.ages(Shards.of(key))),
                List.of(
                        record.position(),
                        format.write(RawRecord.class, record),
                        new LetterId(consumer, key).text(),
                        format.write(Letter.class, letter),
                        Long.toString(letter.since().toEpochMilli()),
                        Integer.toString(most),
                        onlyBehind ? "1" : "0"));
        return Parking.valueOf(PARK.run(redis, call));
    }

    @Override
    public Page list(Mark after, int most) {
        var marks = marks(after, most + 1);
        var shown = marks.subList(0, Math.min(most, marks.size()));
        return new Page(find(shown), marks.size() > most ? shown.getLast() : null);
    }

    /** Returns the next of all shards. */
    private List<Mark> marks(Mark after, int most) {
        var since = after.since().toEpochMilli();
        var same = redis.<Integer, Long>callAll(
                SHARDS, (commands, shard) -> commands.zcount(keys.ages(shard), Range.create(since, since)));
        return redis
                .<Integer, List<ScoredValue<String>>>callAll(
                        SHARDS,
                        (commands, shard) -> commands.zrangebyscoreWithScores(
                                keys.ages(shard),
                                Range.from(Range.Boundary.including(since), Range.Boundary.unbounded()),
                                // of those of the same millisecond some may be on earlier pages
                                Limit.create(0, same.get(shard) + most)))
                .stream()
                .flatMap(List::stream)
                .map(entry -> new Mark(Instant.ofEpochMilli((long) entry.getScore()), entry.getValue()))
                .filter(mark -> mark.compareTo(after) > 0)
                .sorted()
                .limit(most)
                .toList();
    }

    private List<DeadLetter> find(List<Mark> marks) {
        return marks.stream().flatMap(mark -> find(mark.id()).stream()).toList();
    }

    @Override
    public long count() {
        return redis.<Integer, Long>callAll(SHARDS, (commands, shard) -> commands.hlen(keys.letters(shard))).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return LetterId.parse(id)
                .flatMap(sequence -> Optional.ofNullable(redis.<String>call(
                        commands -> commands.hget(keys.letters(Shards.of(sequence.key())), sequence.text()))))
                .flatMap(this::complete);
    }

    @Override
    public void keep(DeadLetter letter, String reason) {
        var kept = new Letter(letter.consumer(), letter.key(), reason, letter.since());
        var _ = KEEP.run(
                redis,
                new ScriptCall(
                        List.of(keys.letters(Shards.of(letter.key()))),
                        List.of(letter.id(), format.write(Letter.class, kept))));
    }

    @Override
    public boolean forget(String consumer) {
        return retired.forget(consumer);
    }

    /** Nothing if all have had their effect meanwhile. */
    private Optional<DeadLetter> complete(String json) {
        var letter = format.read(Letter.class, json);
        var waiting = keys.waiting(letter.consumer(), letter.key());
        return Optional.ofNullable(redis.<String>call(commands -> commands.lindex(waiting, 0)))
                .flatMap(position -> Optional.ofNullable(redis.<String>call(
                        commands -> commands.hget(keys.parked(letter.consumer(), letter.key()), position))))
                .map(record -> new DeadLetter(
                        new LetterId(letter.consumer(), letter.key()).text(),
                        letter.consumer(),
                        letter.key(),
                        format.read(RawRecord.class, record),
                        letter.reason(),
                        letter.since(),
                        Objects.requireNonNull(redis.<Long>call(commands -> commands.llen(waiting)))));
    }
}
