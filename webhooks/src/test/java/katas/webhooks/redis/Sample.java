package katas.webhooks.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import katas.webhooks.egress.TargetUrl;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.EventFilter;
import katas.webhooks.endpoint.SecretBox;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.json.SealedKeys;
import katas.webhooks.message.EventType;
import katas.webhooks.message.Message;
import katas.webhooks.message.Payload;
import org.jspecify.annotations.Nullable;

/** Things to keep. */
final class Sample {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final EventType PAID = new EventType("order.paid");
    static final RandomGenerator RANDOM = new SecureRandom();
    static final SealedKeys SEALED =
            new SealedKeys(new SecretBox(List.of(Base64.getEncoder().encodeToString(new byte[32])), RANDOM));
    static final int MOST_ENDPOINTS = 20;

    private Sample() {}

    static Endpoint endpoint(String tenant, String id, String... types) {
        return endpoint(tenant, id, false, types);
    }

    static Endpoint ordered(String tenant, String id) {
        return endpoint(tenant, id, true, "*");
    }

    private static Endpoint endpoint(String tenant, String id, boolean ordered, String... types) {
        return new Endpoint(
                id,
                tenant,
                1,
                TargetUrl.parse("https://example.com/" + id),
                Arrays.stream(types).map(EventFilter::new).toList(),
                null,
                ordered,
                false,
                new Endpoint.State.Enabled(),
                NOON);
    }

    static SigningKeys keys() {
        return SigningKeys.draw(false, RANDOM);
    }

    static Message message(String tenant, String id, @Nullable String key, Instant acceptedAt) {
        return new Message(id, tenant, PAID, key, acceptedAt, null, Payload.of("{}".getBytes(UTF_8)));
    }

    static RedisEndpoints endpoints(RedisReplica replica, ScriptClock clock) {
        return new RedisEndpoints(replica.link(), replica.keys(), clock, SEALED, MOST_ENDPOINTS);
    }

    static RedisMessages messages(RedisReplica replica, ScriptClock clock) {
        return new RedisMessages(replica.link(), replica.keys(), clock, Duration.ofDays(8));
    }
}
