package katas.webhooks.message;

import org.jspecify.annotations.Nullable;

/**
 * What a tenant asks us to tell.
 *
 * @param key messages of one key go to an ordered endpoint one after the other; null if that does not matter
 * @param traceparent of the request that brings it, null if it has none
 */
public record NewMessage(
        EventType eventType, @Nullable String key, @Nullable String traceparent, Payload payload) {}
