package katas.webhooks.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.ScoredValue;
import java.util.List;

/**
 * A place in a sorted set: of those with the same score, members are in order of their text.
 *
 * <p>A page is read from a mark and not from a rank, which is another one as soon as somebody before it comes or goes.
 */
record Mark(long score, String member) {
    /** Behind everything. */
    static final Mark LAST = new Mark(Long.MAX_VALUE, "");

    /** Returns what comes after this one, up to a score. */
    List<Mark> ascending(RedisLink redis, String key, long until, int limit) {
        return redis
                .<List<ScoredValue<String>>>call(commands -> commands.zrangebyscoreWithScores(
                        key, Range.create(score, until), Limit.from(limit + same(redis, key))))
                .stream()
                .map(Mark::of)
                .filter(mark -> mark.score > score || mark.member.compareTo(member) > 0)
                .limit(limit)
                .toList();
    }

    /** Returns what comes before this one, the last first. */
    List<Mark> descending(RedisLink redis, String key, int limit) {
        var range = Range.<Number>from(Boundary.unbounded(), Boundary.including(score));
        return redis
                .<List<ScoredValue<String>>>call(commands ->
                        commands.zrevrangebyscoreWithScores(key, range, Limit.from(limit + same(redis, key))))
                .stream()
                .map(Mark::of)
                .filter(mark -> mark.score < score || mark.member.compareTo(member) < 0)
                .limit(limit)
                .toList();
    }

    private long same(RedisLink redis, String key) {
        return redis.<Long>call(commands -> commands.zcount(key, Range.create(score, score)));
    }

    private static Mark of(ScoredValue<String> value) {
        return new Mark((long) value.getScore(), value.getValue());
    }
}
