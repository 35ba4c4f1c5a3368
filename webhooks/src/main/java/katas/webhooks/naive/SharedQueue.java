package katas.webhooks.naive;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ZAddArgs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Cause;
import katas.webhooks.delivery.Completion;
import katas.webhooks.delivery.Deliveries;
import katas.webhooks.delivery.Lease;
import katas.webhooks.delivery.Outcome;
import katas.webhooks.delivery.Taken;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.message.Message;
import katas.webhooks.message.Payload;
import katas.webhooks.redis.RedisKeys;
import katas.webhooks.redis.RedisLink;

/**
 * One queue for whoever has a message to get, in the order of time, and a few workers.
 *
 * <p>It loses no message. But nobody keeps an endpoint from having all workers wait for it: then nobody gets anything. It
 * keeps neither deliveries nor attempts, so the log of a message is empty, and there is nothing to send again. What is due is
 * read in one step and leased in another: of two dispatchers both may take it.
 */
public final class SharedQueue implements Deliveries {
    /** How many attempts are under way at once: as many as seem enough while endpoints answer. */
    public static final int WORKERS = 8;

    private static final String ATTEMPTS = "attempts";

    private final RedisLink redis;
    private final RedisKeys keys;
    private final Endpoints endpoints;
    private final InstantSource clock;
    private final Duration lease;

    /** @param lease how long what is taken is nobody else's */
    public SharedQueue(RedisLink redis, RedisKeys keys, Endpoints endpoints, InstantSource clock, Duration lease) {
        this.redis = redis;
        this.keys = keys;
        this.endpoints = endpoints;
        this.clock = clock;
        this.lease = lease;
    }

    private record Waiting(String tenant, String message, String endpoint) {
        static Waiting of(String text) {
            var parts = text.split(" ", 3);
            return new Waiting(parts[0], parts[1], parts[2]);
        }

        String text() {
            return tenant + " " + message + " " + endpoint;
        }
    }

    @Override
    public void fanOut(Message message, List<String> to) {
        for (var endpoint : to) {
            var waiting = new Waiting(message.tenant(), message.id(), endpoint);
            put(waiting, Duration.ZERO, ZAddArgs.Builder.nx());
        }
    }

    @Override
    public Taken take(int shard, int most) {
        var now = Range.<Number>create(0, clock.millis());
        var due =
                redis.<List<String>>call(commands -> commands.zrangebyscore(queue(shard), now, Limit.create(0, most)));
        var leases = new ArrayList<Lease>();
        for (var text : due) {
            lease(Waiting.of(text)).ifPresent(leases::add);
        }
        return new Taken(leases, due.size() == most ? Duration.ZERO : null);
    }

    @Override
    public void handBack(Lease unused) {
        put(new Waiting(unused.tenant(), unused.message(), unused.endpoint()), Duration.ZERO, ZAddArgs.Builder.xx());
    }

    @Override
    public Completion complete(Lease ended, Attempt attempt, Outcome outcome) {
        var waiting = new Waiting(ended.tenant(), ended.message(), ended.endpoint());
        return new Completion(
                switch (outcome) {
                    case Outcome.Retry(var in) -> again(waiting, in);
                    case Outcome.Delivered _ -> remove(waiting, Completion.State.DELIVERED);
                    case Outcome.GivenUp _, Outcome.Gone _ -> remove(waiting, Completion.State.DEAD);
                },
                Completion.Effect.NOTHING);
    }

    private Optional<Lease> lease(Waiting waiting) {
        var endpoint = endpoints.find(waiting.tenant(), waiting.endpoint());
        if (endpoint.isEmpty()) {
            var _ = remove(waiting, Completion.State.DEAD);
            return Optional.empty();
        }
        put(waiting, lease, ZAddArgs.Builder.xx());
        return Optional.of(leaseOf(waiting, endpoint.get()));
    }

    private Lease leaseOf(Waiting waiting, Endpoint endpoint) {
        var made = Optional.ofNullable(redis.<String>call(commands -> commands.hget(tries(waiting), ATTEMPTS)));
        return new Lease(
                waiting.tenant(),
                waiting.endpoint(),
                endpoint.version(),
                waiting.message(),
                0,
                made.map(Integer::parseInt).orElse(0),
                Cause.LIVE,
                Payload.MAX_BYTES);
    }

    private Completion.State again(Waiting waiting, Duration in) {
        var _ = redis.<Long>call(commands -> commands.hincrby(tries(waiting), ATTEMPTS, 1));
        put(waiting, in, ZAddArgs.Builder.xx());
        return Completion.State.RETRYING;
    }

    private Completion.State remove(Waiting waiting, Completion.State became) {
        var _ = redis.<Long>call(commands -> commands.zrem(queue(waiting), waiting.text()));
        var _ = redis.<Long>call(commands -> commands.del(tries(waiting)));
        return became;
    }

    private void put(Waiting waiting, Duration in, ZAddArgs how) {
        double due = clock.instant().plus(in).toEpochMilli();
        var _ = redis.<Long>call(commands -> commands.zadd(queue(waiting), how, due, waiting.text()));
    }

    private String queue(int shard) {
        return keys.shard(shard) + ":shared";
    }

    private String queue(Waiting waiting) {
        return keys.shard(waiting.tenant()) + ":shared";
    }

    private String tries(Waiting waiting) {
        return keys.of(waiting.tenant(), "tries", waiting.message(), waiting.endpoint());
    }
}
