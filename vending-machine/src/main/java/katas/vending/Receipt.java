package katas.vending;

import java.util.List;

/** What the caller of a command is told, the first time and each time again. */
public sealed interface Receipt {

    /**
     * The command was executed.
     *
     * @param machine afterwards
     * @param token what opens the session that the command began; empty if it began none
     */
    record Done(Snapshot machine, List<Event> events, String token) implements Receipt {}

    /** The command was refused. The machine has changed only if a coin was given back, which is then booked. */
    record Refused(Refusal reason, Snapshot machine, List<Event> events) implements Receipt {}

    /** There is no such machine. */
    record UnknownMachine() implements Receipt {}

    /** The id belongs to another request. */
    record IdTaken() implements Receipt {}

    /** The machine has another version than the caller expects. */
    record Stale(Snapshot machine, List<Event> events) implements Receipt {}
}
