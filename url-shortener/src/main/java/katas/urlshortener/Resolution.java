package katas.urlshortener;

/** Where a short code leads. */
public sealed interface Resolution {

    /**
     * It leads somewhere.
     *
     * @param confirmed false if the store is away, so that the link may be another by now
     */
    record Leads(Link link, boolean confirmed) implements Resolution {
        public Leads(Link link) {
            this(link, true);
        }
    }

    /** There was a link, and it leads nowhere any more. */
    record Gone(Reason reason) implements Resolution {}

    /** No link has this code. */
    record Unknown() implements Resolution {}

    enum Reason {
        DELETED,
        EXPIRED,
        USED_UP
    }
}
