package katas.webhooks.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message's way to one endpoint, as it stands.
 *
 * @param attempts made so far, since this cause began
 * @param next when the next attempt is due; null if there is none, or it waits for another message of its key
 */
public record Delivery(
        String message,
        String endpoint,
        State state,
        int attempts,
        Cause cause,
        @Nullable Instant next) {

    /** How far it has come. */
    public enum State {
        /** No attempt was made. */
        WAITING,
        /** Attempts were made, and there are more to come. */
        RETRYING,
        /** The endpoint has the message. */
        DELIVERED,
        /** There will be no attempt, unless somebody asks for it. */
        DEAD
    }

    /** Returns what names it in the API: the ids of its message and its endpoint. */
    public String id() {
        return message + "." + endpoint;
    }
}
