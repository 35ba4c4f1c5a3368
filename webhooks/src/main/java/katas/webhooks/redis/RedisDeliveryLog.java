package katas.webhooks.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Delivery;
import katas.webhooks.delivery.DeliveryLog;
import katas.webhooks.json.StoredFormat;
import katas.webhooks.redis.ReadDeliveries.Way;
import org.jspecify.annotations.Nullable;

/** Reads from Redis what became of messages, and has them sent again there. */
public final class RedisDeliveryLog implements DeliveryLog {
    private static final LuaScript<List<Long>> ENABLE = new LuaScript<>("enable-endpoint.lua", ScriptOutputType.MULTI);
    private static final LuaScript<Long> WAITING = new LuaScript<>("waiting.lua", ScriptOutputType.INTEGER);
    private static final int DECIDED_AT_ONCE = 200;

    private final RedisLink redis;
    private final RedisKeys keys;
    private final ScriptClock clock;
    private final ReadDeliveries reading;
    private final SendingAgain again;
    private final Duration kept;
    private final StoredFormat format = new StoredFormat();

    /**
     * Reads what others keep under the same keys.
     *
     * @param kept how long deliveries are remembered since they have ended
     */
    public RedisDeliveryLog(RedisLink redis, RedisKeys keys, ScriptClock clock, Duration kept) {
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
        this.reading = new ReadDeliveries(redis, keys);
        this.again = new SendingAgain(redis, keys, clock, kept);
        this.kept = kept;
    }

    @Override
    public List<Delivery> deliveries(String tenant, String message, @Nullable String after, int limit) {
        var page = new ArrayList<Delivery>();
        var last = after;
        while (page.size() < limit && isOf(tenant, message)) {
            var endpoints = endpoints(tenant, message, last, limit - page.size());
            if (endpoints.isEmpty()) {
                break;
            }
            var ways = endpoints.stream()
                    .map(endpoint -> new Way(message, endpoint))
                    .toList();
            reading.read(tenant, ways).forEach(found -> found.ifPresent(page::add));
            last = endpoints.getLast();
        }
        return page;
    }

    /** They have all the same score, and so are in the order of their ids. */
    private List<String> endpoints(String tenant, String message, @Nullable String after, int limit) {
        var begin = after == null ? Boundary.<String>unbounded() : Boundary.excluding(after);
        return redis.call(commands -> commands.zrangebylex(
                keys.of(tenant, "deliveries", message), Range.from(begin, Boundary.unbounded()), Limit.from(limit)));
    }

    @Override
    public List<Attempt> attempts(String tenant, String message, int from, int limit) {
        if (!isOf(tenant, message)) {
            return List.of();
        }
        return redis
                .<List<String>>call(commands ->
                        commands.lrange(keys.of(tenant, "attempts", message), from, (long) from + limit - 1))
                .stream()
                .map(text -> format.read(Attempt.class, text))
                .toList();
    }

    @Override
    public int resend(String tenant, String message, @Nullable String endpoint) {
        return isOf(tenant, message) ? again.resend(tenant, message, endpoint) : 0;
    }

    @Override
    public Optional<Replayed> replay(String tenant, String endpoint, Stretch stretch, int limit) {
        return again.replay(tenant, endpoint, stretch, limit);
    }

    @Override
    public List<DeadLetter> deadLetters(String tenant, @Nullable Place after, int limit) {
        var letters = new ArrayList<DeadLetter>();
        var last = after == null ? Mark.LAST : new Mark(after.since().toEpochMilli(), after.id());
        while (letters.size() < limit) {
            var marks = last.descending(redis, keys.of(tenant, "dead", tenant), limit - letters.size());
            if (marks.isEmpty()) {
                break;
            }
            var found = reading.read(
                    tenant, marks.stream().map(mark -> Way.of(mark.member())).toList());
            IntStream.range(0, marks.size())
                    .forEach(index -> found.get(index)
                            .map(delivery -> new DeadLetter(
                                    delivery,
                                    Instant.ofEpochMilli(marks.get(index).score())))
                            .ifPresent(letters::add));
            last = marks.getLast();
        }
        return letters;
    }

    @Override
    public boolean redrive(String tenant, String deadLetter) {
        return again.redrive(tenant, deadLetter);
    }

    @Override
    public Optional<Integer> enable(String tenant, String endpoint, boolean catchUp) {
        long decided = 0;
        while (true) {
            var reply = ENABLE.run(
                    redis,
                    keys.shard(tenant),
                    clock,
                    tenant,
                    endpoint,
                    DECIDED_AT_ONCE,
                    catchUp ? 1 : 0,
                    kept.toMillis());
            if (reply.isEmpty()) {
                return Optional.empty();
            }
            decided += reply.getFirst();
            if (reply.getLast() == 0) {
                return Optional.of(Math.toIntExact(decided));
            }
        }
    }

    @Override
    public long waiting(String tenant, String endpoint) {
        return WAITING.run(redis, keys.shard(tenant), clock, tenant, endpoint);
    }

    private boolean isOf(String tenant, String message) {
        return tenant.equals(
                redis.<String>call(commands -> commands.hget(keys.of(tenant, "message", message), "tenant")));
    }
}
