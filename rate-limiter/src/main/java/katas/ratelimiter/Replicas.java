package katas.ratelimiter;

/** The replicas that share the store. */
@FunctionalInterface
public interface Replicas {
    /** Returns how many were alive when the store was last heard from; at least 1, for this one. */
    int lastSeenAlive();
}
