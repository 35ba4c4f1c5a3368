package katas.webhooks.delivery;

import java.time.Instant;

/**
 * One call of an endpoint, and how it ended.
 *
 * @param id {@code att_…}
 * @param number 1 for the first since the cause began
 * @param tookMillis 0 or more
 */
public record Attempt(
        String id,
        String message,
        String endpoint,
        int number,
        Cause cause,
        Instant startedAt,
        long tookMillis,
        Answer answer) {}
