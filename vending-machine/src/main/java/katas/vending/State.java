package katas.vending;

import java.time.Instant;
import katas.vending.Claim.Session;

/** What a machine is doing. */
public sealed interface State {

    /** Waits for a coin. */
    record Idle() implements State {}

    /**
     * Holds a buyer's coins, and sells only to that buyer.
     *
     * @param escrow the very coins, which a cancel returns
     * @param until when they are returned unasked
     */
    record HoldingCredit(Session holder, Coins escrow, Instant until) implements State {}

    /**
     * Has told the motor to push out one unit, and waits for what the motor and the drop sensor report.
     *
     * @param escrow the coins that pay for it
     * @param change coins that are owed when it has dropped
     * @param until when the outcome is given up as unknown
     */
    record Dispensing(Order.TurnMotor order, int price, Coins escrow, Coins change, Phase phase, Instant until)
            implements State {

        Dispensing dropping(Instant newUntil) {
            return new Dispensing(order, price, escrow, change, Phase.DROPPING, newUntil);
        }

        Dispensing retried(Order.TurnMotor newOrder, Instant newUntil) {
            return new Dispensing(newOrder, price, escrow, change, Phase.TURNING, newUntil);
        }
    }

    /** Has told the changer to pay out coins, and waits for its report. What is owed is nobody's credit any more. */
    record ReturningChange(Order.PayOut order) implements State {}

    /** Has a fault; takes no coin. */
    record OutOfService() implements State {}

    /** The door is open and the operator at work. */
    record InServiceMode() implements State {}

    /** How far a vend has come. */
    enum Phase {
        TURNING,
        DROPPING
    }
}
