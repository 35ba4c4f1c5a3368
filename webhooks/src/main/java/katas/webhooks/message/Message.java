package katas.webhooks.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has us tell to its endpoints.
 *
 * @param id {@code msg_…}: the same in every attempt to every endpoint
 * @param key messages of one key go to an ordered endpoint one after the other; null if that does not matter
 * @param acceptedAt endpoints that came later do not get it
 * @param traceparent of the request that brought it, null if it has none
 */
public record Message(
        String id,
        String tenant,
        EventType eventType,
        @Nullable String key,
        Instant acceptedAt,
        @Nullable String traceparent,
        Payload payload) {}
