package katas.urlshortener;

/** Where a short code leads. */
public sealed interface Resolution {

    record Leads(Link link) implements Resolution {}

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
