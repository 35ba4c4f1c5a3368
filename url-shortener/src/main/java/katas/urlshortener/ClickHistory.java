package katas.urlshortener;

/** The log that all counts of clicks can be made anew from. */
@FunctionalInterface
public interface ClickHistory {
    /** Tells whether it is known to hold every click that was ever written to it. */
    boolean isWhole();
}
