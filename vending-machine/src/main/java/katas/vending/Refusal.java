package katas.vending;

/** Why a command was refused. */
public enum Refusal {
    WRONG_STATE("the machine does not take this command now"),
    UNKNOWN_DENOMINATION("the machine does not take this coin"),
    UNKNOWN_SLOT("the machine has no such slot"),
    CREDIT_OF_ANOTHER("another buyer's session holds the machine; the coin was returned"),
    NOT_YOUR_CREDIT("only the session that the first coin opened, or the operator, may spend this credit"),
    ENOUGH_CREDIT("the credit already pays for everything on sale; the coin was returned"),
    NOTHING_ON_SALE("nothing is on sale; the coin was returned"),
    COIN_NOT_WANTED("the machine takes no coin now; the coin was returned"),
    NOT_ON_SALE("this slot is sold out or closed"),
    TOO_LITTLE_CREDIT("the credit is less than the price"),
    NO_CHANGE("the machine cannot give the change that would be due"),
    FAULTY("the machine has a fault: it sells nothing, and returns credit"),
    OTHER_ORDER("the report is about another order than the one under way"),
    TUBE_FULL("the tube has no room for so many coins"),
    SLOT_FULL("the slot has no room for so many units");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
