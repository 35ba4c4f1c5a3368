package katas.vending;

/**
 * What the machine has told its device to do. It stands in the state before the device hears of it, and its number
 * never comes again: a device that remembers the last number it carried out does nothing twice.
 */
public sealed interface Order {
    /** Returns the number, from 1 for each machine. */
    int number();

    /**
     * Push out one unit.
     *
     * @param attempt 1, or 2 after a jam
     */
    record TurnMotor(int number, String slot, int attempt) implements Order {}

    /** Pay out coins. */
    record PayOut(int number, Coins coins, Purpose purpose) implements Order {}

    /** Why coins are paid out. */
    enum Purpose {
        CHANGE,
        REFUND
    }
}
