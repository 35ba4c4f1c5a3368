package katas.webhooks.receiver;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import katas.webhooks.Names;
import org.jspecify.annotations.Nullable;

/**
 * One call, as its receiver saw it.
 *
 * @param id as the header field has it, null if it is absent
 * @param bytes how long the body was
 * @param beginning the first characters of the body
 */
public record Received(Instant at, @Nullable String id, Finding finding, int bytes, String beginning) {

    /** What a receiver made of a call. */
    public enum Finding {
        /** Genuine, and new. */
        ACCEPTED,
        /** Genuine, and accepted before: answered like the first, and nothing else done. */
        REPEATED,
        /** Genuine, and not taken: the receiver has been told to misbehave. */
        NOT_TAKEN,
        /** Not to be read. */
        MALFORMED,
        /** Signed too long ago. */
        TOO_OLD,
        /** Signed in the future. */
        TOO_NEW,
        /** Not signed with the receiver's key, or it has none. */
        NOT_SIGNED;

        @JsonValue
        String text() {
            return Names.of(this);
        }

        boolean isGenuine() {
            return switch (this) {
                case ACCEPTED, REPEATED, NOT_TAKEN -> true;
                case MALFORMED, TOO_OLD, TOO_NEW, NOT_SIGNED -> false;
            };
        }
    }
}
