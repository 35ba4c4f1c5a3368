package katas.shopping.messages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way, with what CloudEvents 1.0 says of it.
 *
 * @param id of the message: the same however often it is sent
 * @param time when it was said
 * @param trace the W3C {@code traceparent} of what it was said for, if that is traced
 */
public record Envelope(String id, Instant time, @Nullable String trace, Message message) {

    /** Returns when it was said; now, if whoever said it has a clock that is ahead. */
    public Instant said(Instant now) {
        return time.isBefore(now) ? time : now;
    }
}
