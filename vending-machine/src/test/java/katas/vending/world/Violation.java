package katas.vending.world;

/** Something that must never be so. */
public record Violation(Harm harm, String sentence) {
    /** What kind of thing is wrong. */
    public enum Harm {
        TWO_UNITS_FOR_ONE_PAYMENT,
        MONEY_LOST,
        MONEY_FROM_NOWHERE,
        UNPAID_UNIT,
        COINS_MISCOUNTED,
        NUMBER_REUSED,
        MOTOR_UNDER_A_FAULT,
        BOOKS_WRONG
    }

    @Override
    public String toString() {
        return sentence;
    }
}
