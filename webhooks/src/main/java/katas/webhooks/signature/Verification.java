package katas.webhooks.signature;

import java.time.Instant;

/** Whether a request is what it says it is. */
public sealed interface Verification {

    /** Somebody with the key sent it, not long ago. */
    record Genuine(String messageId, Instant sentAt) implements Verification {}

    /** It is not to be believed. */
    record Refused(Reason reason) implements Verification {}

    /** Why a request is refused; enough for a log, too little for somebody who guesses keys. */
    enum Reason {
        /** One of the three header fields is absent or cannot be read. */
        MALFORMED,
        /** Sent longer ago than is tolerated: a replay, or a clock that is slow. */
        TOO_OLD,
        /** Sent later than now and what is tolerated. */
        TOO_NEW,
        /** No signature was made with a key that is known, over what came. */
        NOT_SIGNED
    }
}
