package katas.vending;

/** What stops a machine from selling. None of them stops it from giving money back. */
public enum Fault {
    TEMPERATURE,
    TILT
}
