package katas.webhooks.delivery;

/** Why a message goes to an endpoint: all but {@link #LIVE} yield to live traffic. */
public enum Cause {
    /** It came, or its first attempts failed. */
    LIVE,
    /** Somebody asked for one message again. */
    RESEND,
    /** Somebody asked for all since a time. */
    REPLAY,
    /** Somebody asked for a dead letter again. */
    REDRIVE,
    /** It waited while its endpoint was disabled. */
    CATCH_UP
}
