package katas.urlshortener.code;

/** Gives out codes for new links. */
public interface CodeSource {
    /**
     * Returns a code to try.
     *
     * @throws katas.urlshortener.StoreUnavailable if the store must be asked and is away
     */
    String next();

    /**
     * Tells, without asking for the link, that no link can have this code.
     *
     * @param code any text that somebody asked for
     * @return false if there may be such a link
     */
    boolean excludes(String code);
}
