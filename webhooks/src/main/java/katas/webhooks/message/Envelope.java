package katas.webhooks.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message without opening it.
 *
 * @param key messages of one key go to an ordered endpoint one after the other; null if that does not matter
 */
public record Envelope(
        String id,
        String tenant,
        EventType eventType,
        @Nullable String key,
        Instant acceptedAt) {}
