package katas.webhooks.receiver;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a receiver treats who calls. */
public enum Mode {
    /** As it should: takes what is genuine, and answers at once. */
    @JsonProperty("ok")
    OK,
    /** Takes it, and answers late. */
    @JsonProperty("slow")
    SLOW,
    /** Takes nothing, and says nothing. */
    @JsonProperty("hang")
    HANG,
    /** Takes nothing, and says that something went wrong. */
    @JsonProperty("error")
    ERROR,
    /** Takes it, and breaks the connection instead of answering: who sent it cannot know. */
    @JsonProperty("reset")
    RESET,
    /** Takes it, and answers with a gibibyte. */
    @JsonProperty("huge")
    HUGE,
    /** Takes it, and answers with a byte a second. */
    @JsonProperty("drip")
    DRIP,
    /** Takes nothing, and sends who calls elsewhere. */
    @JsonProperty("redirect")
    REDIRECT,
    /** Takes nothing, now and ever after. */
    @JsonProperty("gone")
    GONE,
    /** Takes nothing, and asks for patience. */
    @JsonProperty("too-many")
    TOO_MANY;

    boolean takes() {
        return switch (this) {
            case OK, SLOW, RESET, HUGE, DRIP -> true;
            case HANG, ERROR, REDIRECT, GONE, TOO_MANY -> false;
        };
    }
}
