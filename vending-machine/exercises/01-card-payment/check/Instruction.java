/** What a card payment has others do. */
sealed interface Instruction {

    /**
     * To the bank: may we have this much?
     *
     * @param request 1 for the first, then 2 and so on
     */
    record RequestApproval(int request, int amount) implements Instruction {}

    /** To the machine: push out one unit, paid for by this authorization. */
    record Dispense(String authorization) implements Instruction {}

    /** To the bank: the unit dropped, take the money. */
    record Capture(String authorization) implements Instruction {}

    /** To the bank: let go of the money. Said twice, it counts once. */
    record Void(String authorization) implements Instruction {}

    /** To the card reader: we are done with this request, the next card may come. */
    record Complete(int request) implements Instruction {}
}
