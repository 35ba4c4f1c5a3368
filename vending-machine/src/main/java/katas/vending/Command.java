package katas.vending;

import katas.vending.Claim.Session;

/** What can be asked of a machine, or reported to it. */
public sealed interface Command {

    /** A coin has been put in. The session is the buyer's; one not seen before, if this may be the first coin. */
    record InsertCoin(int denomination, Session session) implements Command {}

    record SelectSlot(String slot, Claim claim) implements Command {}

    record Cancel(Claim claim) implements Command {}

    /** The motor has turned for this order. */
    record MotorDone(int order) implements Command {}

    /** The sensor has seen the unit of this order drop. */
    record DropSeen(int order) implements Command {}

    /** The sensor is certain that nothing dropped for this order: a jam. */
    record DropMissed(int order) implements Command {}

    /** The changer has paid this order out. */
    record CoinsPaidOut(int order) implements Command {}

    /** Time has passed. */
    record Tick() implements Command {}

    record Restock(String slot, int units) implements Command {}

    record RefillTube(int denomination, int coins) implements Command {}

    record OpenDoor() implements Command {}

    record CloseDoor() implements Command {}

    record RaiseFault(Fault fault) implements Command {}

    record ClearFault(Fault fault) implements Command {}
}
