package katas.vending;

import java.time.Instant;
import java.util.SortedMap;
import katas.vending.Claim.Session;

/** What has happened to a machine. Its journal is a list of these, and the machine is their sum. */
public sealed interface Event {

    /** The first event of every machine. */
    record MachineInstalled(SortedMap<String, Slot> slots, Tubes tubes) implements Event {}

    record CoinInserted(int denomination, Session session, Instant until) implements Event {}

    /** A coin went straight back to the one who put it in. */
    record CoinRejected(int denomination) implements Event {}

    /** Written before the motor moves. */
    record VendStarted(Order.TurnMotor order, int price, Coins change, Instant until) implements Event {}

    record MotorStopped(Instant until) implements Event {}

    record VendRetried(Order.TurnMotor order, Instant until) implements Event {}

    record ItemSold(String slot, int price) implements Event {}

    /** Both attempts jammed: the unit is still in its slot. */
    record SlotJammed(String slot) implements Event {}

    /** Nobody reported what became of the unit. It counts neither as stock nor as sold. */
    record ItemLostSight(String slot) implements Event {}

    /** Written before the changer pays. */
    record PayOutStarted(Order.PayOut order) implements Event {}

    record CoinsReturned(Order.PayOut order) implements Event {}

    record SlotRestocked(String slot, int units) implements Event {}

    record TubeRefilled(int denomination, int coins) implements Event {}

    record DoorOpened() implements Event {}

    record DoorClosed() implements Event {}

    record FaultRaised(Fault fault) implements Event {}

    record FaultCleared(Fault fault) implements Event {}
}
