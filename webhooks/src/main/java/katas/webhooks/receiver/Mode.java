package katas.webhooks.receiver;

import com.fasterxml.jackson.annotation.JsonValue;
import katas.webhooks.Names;

/** How a receiver treats who calls. */
public enum Mode {
    /** As it should: takes what is genuine, and answers at once. */
    OK,
    /** Takes it, and answers late. */
    SLOW,
    /** Takes nothing, and says nothing. */
    HANG,
    /** Takes nothing, and says that something went wrong. */
    ERROR,
    /** Takes it, and breaks the connection instead of answering: who sent it cannot know. */
    RESET,
    /** Takes it, and answers with a gibibyte. */
    HUGE,
    /** Takes it, and answers with a byte a second. */
    DRIP,
    /** Takes nothing, and sends who calls elsewhere. */
    REDIRECT,
    /** Takes nothing, now and ever after. */
    GONE,
    /** Takes nothing, and asks for patience. */
    TOO_MANY;

    @JsonValue
    String text() {
        return Names.of(this);
    }

    boolean takes() {
        return switch (this) {
            case OK, SLOW, RESET, HUGE, DRIP -> true;
            case HANG, ERROR, REDIRECT, GONE, TOO_MANY -> false;
        };
    }
}
