package katas.urlshortener;

/** What came of creating a link. */
public sealed interface Creation {

    /**
     * The link stands, and will stand after any crash of the service; after one of the store if that writes to disk
     * before it answers ({@code appendfsync always}).
     *
     * @param link as it was when it was new
     */
    record Created(Link link) implements Creation {}

    /** Somebody has, or had, the alias. */
    record AliasTaken() implements Creation {}

    /** The key was used for another request. */
    record KeyReused() implements Creation {}

    /** The link would be over before it begins. */
    record AlreadyExpired() implements Creation {}
}
