package katas.shopping.provider;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How the provider treats who asks. */
public enum Fault {
    /** As it should. */
    @JsonProperty("none")
    NONE,
    /** Does what is asked at once, and says so late. */
    @JsonProperty("slow")
    SLOW,
    /** Does nothing, and says nothing. */
    @JsonProperty("hang")
    HANG,
    /** Does nothing, and says that something went wrong. */
    @JsonProperty("error")
    ERROR,
    /** Does what is asked, and the answer gets lost. */
    @JsonProperty("lost-answer")
    LOST_ANSWER
}
