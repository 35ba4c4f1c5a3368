package katas.webhooks.delivery;

/**
 * What the end of an attempt has changed.
 *
 * @param delivery {@link State#LOST} if the lease was somebody else's by then
 */
public record Completion(State delivery, Effect endpoint) {
    /** What became of the delivery. */
    public enum State {
        DELIVERED,
        RETRYING,
        DEAD,
        LOST
    }

    /** What became of its endpoint. */
    public enum Effect {
        NOTHING,
        /** Its breaker opened. */
        BROKEN,
        /** Its breaker closed. */
        MENDED,
        /** It has failed for long, and will be disabled. */
        WARNED,
        /** It has failed for too long, and is disabled. */
        DISABLED,
        /** It wants no messages any more, and is disabled. */
        GONE
    }
}
