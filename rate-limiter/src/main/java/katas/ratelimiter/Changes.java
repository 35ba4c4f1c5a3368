package katas.ratelimiter;

/** Tells when what was learnt from the shared store may no longer hold. */
public interface Changes {
    /** Returns a number that differs after every reset of a key and every change of a policy, wherever it was made. */
    long version();

    /** Returns whether the version is less than a second old. */
    boolean current();
}
