package katas.webhooks.redis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import katas.webhooks.delivery.Cause;
import katas.webhooks.delivery.Delivery;
import katas.webhooks.delivery.Delivery.State;

/** Reads deliveries, many in a few turns. */
final class ReadDeliveries {
    private static final String LIVE = Cause.LIVE.name();

    private final RedisLink redis;
    private final RedisKeys keys;

    ReadDeliveries(RedisLink redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /** A message's way to an endpoint. */
    record Way(String message, String endpoint) {
        static Way of(String delivery) {
            int dot = delivery.indexOf('.');
            return new Way(delivery.substring(0, dot), delivery.substring(dot + 1));
        }
    }

    /** Returns them in the same order; nothing for one that is not remembered any more. */
    List<Optional<Delivery>> read(String tenant, List<Way> ways) {
        var hashes = redis.<Way, Map<String, String>>callAll(
                ways, (commands, way) -> commands.hgetall(keys.of(tenant, "delivery", way.message, way.endpoint)));
        var queued = due(tenant, "queue", ways);
        var replayed = due(tenant, "replays", ways);
        return IntStream.range(0, ways.size())
                .mapToObj(index -> delivery(
                        ways.get(index), hashes.get(index), queued.get(index).or(() -> replayed.get(index))))
                .toList();
    }

    private List<Optional<Instant>> due(String tenant, String queue, List<Way> ways) {
        return redis
                .<Way, Double>callAll(
                        ways, (commands, way) -> commands.zscore(keys.of(tenant, queue, way.endpoint), way.message))
                .stream()
                .map(score -> Optional.ofNullable(score).map(millis -> Instant.ofEpochMilli(millis.longValue())))
                .toList();
    }

    private static Optional<Delivery> delivery(Way way, Map<String, String> hash, Optional<Instant> next) {
        return Optional.ofNullable(hash.get("state"))
                .map(state -> new Delivery(
                        way.message,
                        way.endpoint,
                        State.valueOf(state),
                        Integer.parseInt(hash.getOrDefault("attempts", "0")),
                        Cause.valueOf(hash.getOrDefault("cause", LIVE)),
                        next.orElse(null)));
    }
}
