/** What a card payment hears: from the buyer, the bank, the machine and the clock. */
sealed interface Signal {

    /**
     * The buyer presses a button.
     *
     * @param amount the price, at least 1
     */
    record Pressed(int amount) implements Signal {}

    /**
     * The bank holds the money for us.
     *
     * @param request the number of the request that it answers
     * @param authorization the bank's name for the money it holds; one a request
     */
    record Approved(int request, String authorization) implements Signal {}

    /** The bank says no to the request of this number. */
    record Denied(int request) implements Signal {}

    /** The sensor has seen the unit drop. */
    record Dropped() implements Signal {}

    /** The sensor is certain that nothing dropped. */
    record Jammed() implements Signal {}

    /** Nobody said anything, but time has passed. */
    record TimePassed() implements Signal {}
}
