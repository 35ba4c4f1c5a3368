package katas.webhooks;

/** How messages get to their endpoints. */
public enum Variant {
    /** A log, a queue for each endpoint, retries with jitter, addresses checked when a connection is made. */
    ISOLATED,
    /** Calls the endpoints before it answers, and remembers retries in memory: a crash loses them. */
    INLINE,
    /** One queue for all endpoints and a few workers: those that hang take all of them. */
    SHARED_QUEUE,
    /** Retries without jitter: what failed together comes back together. */
    NO_JITTER,
    /** Checks an address when an endpoint is saved, and never again: a name may lead elsewhere by then. */
    CHECK_AT_SAVE;

    /** Returns the name that a user types, such as {@code shared-queue}. */
    public String text() {
        return Names.of(this);
    }
}
