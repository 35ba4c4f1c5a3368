package katas.urlshortener;

/** What stands behind a code. */
public sealed interface Lookup {

    /** A link, perhaps expired or used up. */
    record Existing(Link link) implements Lookup {}

    /** There was a link, and its code will never lead anywhere again. */
    record Deleted() implements Lookup {}

    /** Nothing, so far. */
    record Absent() implements Lookup {}
}
