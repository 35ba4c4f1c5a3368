/** What comes of following a short code. */
sealed interface Answer {

    /** To the target. */
    record Leads(String target) implements Answer {}

    /** Nowhere any more: deleted, expired or used up. */
    record Gone() implements Answer {}

    /** No link has this code, and none ever had. */
    record Unknown() implements Answer {}
}
