package katas.webhooks.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import java.util.List;
import katas.webhooks.delivery.Events;

/** Reads a tenant's stream of what happens, which scripts write to. */
public final class RedisEvents implements Events {
    private static final String BEFORE_ALL = "0-0";

    private final RedisLink redis;
    private final RedisKeys keys;

    public RedisEvents(RedisLink redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    @Override
    public List<Event> after(String tenant, String after, int limit) {
        var range = Range.from(Range.Boundary.excluding(after), Range.Boundary.<String>unbounded());
        return redis
                .<List<StreamMessage<String, String>>>call(
                        commands -> commands.xrange(stream(tenant), range, Limit.from(limit)))
                .stream()
                .map(entry -> new Event(
                        entry.getId(),
                        entry.getBody().getOrDefault("kind", ""),
                        entry.getBody().getOrDefault("document", "{}")))
                .toList();
    }

    @Override
    public String latest(String tenant) {
        return redis
                .<List<StreamMessage<String, String>>>call(
                        commands -> commands.xrevrange(stream(tenant), Range.unbounded(), Limit.from(1)))
                .stream()
                .findFirst()
                .map(StreamMessage::getId)
                .orElse(BEFORE_ALL);
    }

    private String stream(String tenant) {
        return keys.of(tenant, "events", tenant);
    }
}
