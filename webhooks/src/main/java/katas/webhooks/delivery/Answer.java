package katas.webhooks.delivery;

import java.time.Duration;
import java.time.Instant;
import katas.webhooks.retry.Verdict;
import org.jspecify.annotations.Nullable;

/** How an attempt ended. */
public sealed interface Answer {
    /** Returns what follows from it. */
    default Verdict verdict(Instant now) {
        return switch (this) {
            case Answered answered -> Verdict.of(answered.status(), answered.retryAfter(), now);
            case NotAnswered _ -> new Verdict.Failed(Duration.ZERO);
        };
    }

    /**
     * The endpoint answered.
     *
     * @param retryAfter as the header field has it, null if it is absent
     * @param excerpt the beginning of the body, as text
     * @param cut whether there was more
     */
    record Answered(int status, @Nullable String retryAfter, String excerpt, boolean cut) implements Answer {}

    /**
     * It did not, or not so that it could be understood.
     *
     * @param detail for the endpoint's owner: one line, nothing of ours
     */
    record NotAnswered(Trouble trouble, String detail) implements Answer {}

    /** What came in between. */
    enum Trouble {
        /** The host's address is one that messages must not go to; nothing was sent. */
        DENIED,
        /** The host's name has no address now. */
        NO_ADDRESS,
        /** Nobody took the connection. */
        NOT_CONNECTED,
        /** The connection could not be made secure, or not with who the URL names. */
        TLS,
        /** The connection broke. */
        RESET,
        /** The answer was not there in time; the endpoint may have the message. */
        TIME_OUT,
        /** What came was no HTTP, or too much of it. */
        NOT_HTTP,
        /** Something is wrong with who sends; the endpoint may have the message. */
        SENDER_FAULT
    }
}
