package katas.webhooks.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lettuce.core.KeyValue;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import katas.webhooks.message.Envelope;
import katas.webhooks.message.EventType;
import katas.webhooks.message.Message;
import katas.webhooks.message.Messages;
import katas.webhooks.message.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages in Redis, each a hash.
 *
 * <p>A payload is kept with a character for each byte, so that all bytes come back, UTF-8 or not. The price: what is not
 * ASCII takes twice the room.
 */
public final class RedisMessages implements Messages {
    private static final LuaScript<String> KEEP = new LuaScript<>("keep-message.lua", ScriptOutputType.STATUS);

    private final RedisLink redis;
    private final RedisKeys keys;
    private final ScriptClock clock;
    private final Duration retention;

    /**
     * Keeps what others keep under the same keys.
     *
     * @param retention how long a message is kept since it was last kept: longer than its deliveries are
     */
    public RedisMessages(RedisLink redis, RedisKeys keys, ScriptClock clock, Duration retention) {
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public void keep(Message message) {
        var arguments = new ArrayList<Object>(List.of(retention.toMillis(), message.id()));
        add(arguments, "tenant", message.tenant());
        add(arguments, "type", message.eventType().name());
        add(arguments, "key", message.key());
        add(arguments, "accepted", message.acceptedAt().toString());
        add(arguments, "trace", message.traceparent());
        add(arguments, "payload", new String(message.payload().bytes(), ISO_8859_1));
        var _ = KEEP.run(redis, keys.shard(message.tenant()), clock, arguments.toArray());
    }

    @Override
    public Optional<Message> find(String tenant, String id) {
        var hash = redis.<Map<String, String>>call(commands -> commands.hgetall(keys.of(tenant, "message", id)));
        return tenant.equals(hash.get("tenant")) ? Optional.of(message(tenant, id, hash)) : Optional.empty();
    }

    @Override
    public Optional<Envelope> envelope(String tenant, String id) {
        var hash = redis
                .<List<KeyValue<String, String>>>call(
                        commands -> commands.hmget(keys.of(tenant, "message", id), "tenant", "type", "key", "accepted"))
                .stream()
                .filter(KeyValue::hasValue)
                .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
        return tenant.equals(hash.get("tenant")) ? Optional.of(envelope(tenant, id, hash)) : Optional.empty();
    }

    private static Envelope envelope(String tenant, String id, Map<String, String> hash) {
        return new Envelope(id, tenant, eventType(hash), hash.get("key"), acceptedAt(hash));
    }

    private static Message message(String tenant, String id, Map<String, String> hash) {
        return new Message(
                id,
                tenant,
                eventType(hash),
                hash.get("key"),
                acceptedAt(hash),
                hash.get("trace"),
                Payload.of(field(hash, "payload").getBytes(ISO_8859_1)));
    }

    private static EventType eventType(Map<String, String> hash) {
        return new EventType(field(hash, "type"));
    }

    private static Instant acceptedAt(Map<String, String> hash) {
        return Instant.parse(field(hash, "accepted"));
    }

    private static String field(Map<String, String> hash, String name) {
        return Objects.requireNonNull(hash.get(name), name);
    }

    private static void add(List<Object> arguments, String name, @Nullable String value) {
        if (value != null) {
            arguments.addAll(List.of(name, value));
        }
    }
}
