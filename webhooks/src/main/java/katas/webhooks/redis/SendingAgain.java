package katas.webhooks.redis;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import katas.webhooks.delivery.Cause;
import katas.webhooks.delivery.DeliveryLog.Replayed;
import katas.webhooks.delivery.DeliveryLog.Stretch;
import katas.webhooks.redis.ReadDeliveries.Way;
import org.jspecify.annotations.Nullable;

/** Has messages sent again, 200 at a time: so that nobody else waits long for Redis. */
final class SendingAgain {
    private static final LuaScript<Long> AGAIN = new LuaScript<>("again.lua", ScriptOutputType.INTEGER);
    private static final int CHUNK = 200;

    private final RedisLink redis;
    private final RedisKeys keys;
    private final ScriptClock clock;
    private final Duration kept;

    SendingAgain(RedisLink redis, RedisKeys keys, ScriptClock clock, Duration kept) {
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
        this.kept = kept;
    }

    int resend(String tenant, String message, @Nullable String endpoint) {
        var endpoints =
                redis.<List<String>>call(commands -> commands.zrange(keys.of(tenant, "deliveries", message), 0, -1));
        var ways = endpoints.stream()
                .filter(one -> endpoint == null || one.equals(endpoint))
                .map(one -> new Way(message, one))
                .toList();
        int sent = 0;
        for (int from = 0; from < ways.size(); from += CHUNK) {
            sent += send(tenant, Cause.RESEND, ways.subList(from, Math.min(from + CHUNK, ways.size())));
        }
        return sent;
    }

    Optional<Replayed> replay(String tenant, String endpoint, Stretch stretch, int limit) {
        boolean known =
                redis.<Boolean>call(commands -> commands.hexists(keys.of(tenant, "endpoints", tenant), endpoint));
        return known ? Optional.of(replayAll(tenant, endpoint, stretch, limit)) : Optional.empty();
    }

    /** What comes from now on is no part of it, nor of its rest: it comes anyway. */
    private Replayed replayAll(String tenant, String endpoint, Stretch stretch, int limit) {
        var history = keys.of(tenant, "history", endpoint);
        long until = stretch.until() == null ? latest(history) : stretch.until().toEpochMilli();
        var place = new Mark(stretch.since().toEpochMilli(), stretch.after());
        int sent = 0;
        for (int left = limit; left > 0; left -= CHUNK) {
            var page = place.ascending(redis, history, until, Math.min(left, CHUNK));
            if (page.isEmpty()) {
                return new Replayed(sent, null);
            }
            var ways =
                    page.stream().map(mark -> new Way(mark.member(), endpoint)).toList();
            sent += send(tenant, Cause.REPLAY, ways);
            place = page.getLast();
        }
        if (place.ascending(redis, history, until, 1).isEmpty()) {
            return new Replayed(sent, null);
        }
        var rest = new Stretch(Instant.ofEpochMilli(place.score()), place.member(), Instant.ofEpochMilli(until));
        return new Replayed(sent, rest);
    }

    private long latest(String history) {
        return Mark.LAST.descending(redis, history, 1).stream()
                .mapToLong(Mark::score)
                .findFirst()
                .orElse(0);
    }

    boolean redrive(String tenant, String deadLetter) {
        var since = Optional.ofNullable(
                redis.<Double>call(commands -> commands.zscore(keys.of(tenant, "dead", tenant), deadLetter)));
        return since.isPresent() && send(tenant, Cause.REDRIVE, List.of(Way.of(deadLetter))) == 1;
    }

    private int send(String tenant, Cause cause, List<Way> ways) {
        var arguments = new ArrayList<Object>(List.of(kept.toMillis(), tenant, cause.name()));
        ways.forEach(way -> arguments.addAll(List.of(way.endpoint(), way.message())));
        return Math.toIntExact(AGAIN.run(redis, keys.shard(tenant), clock, arguments.toArray()));
    }
}
