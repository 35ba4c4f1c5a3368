package katas.shopping.redis;

import java.time.Instant;
import katas.shopping.messages.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A message that waits in an outbox.
 *
 * @param entry its place there: milliseconds, and a number among those of the same millisecond
 * @param type as it is written
 * @param value JSON
 */
public record Said(
        String entry,
        Topic topic,
        String type,
        String key,
        String value,
        @Nullable String trace) {

    /** Returns when it was said, by Redis' clock. */
    public Instant time() {
        return Instant.ofEpochMilli(Long.parseLong(entry.substring(0, dash())));
    }

    /** Returns the entry that would come right after it. */
    String next() {
        return entry.substring(0, dash() + 1) + (Long.parseLong(entry.substring(dash() + 1)) + 1);
    }

    private int dash() {
        return entry.indexOf('-');
    }
}
