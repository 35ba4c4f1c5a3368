package katas.urlshortener;

import java.util.Optional;
import katas.urlshortener.code.CodeSource;

/** The links, as their owners see them. Every method throws {@link StoreUnavailable} when the store is away. */
public interface Links {

    /**
     * Creates a link, wholly or not at all.
     *
     * @param codes where a generated code comes from; asked again should a code be taken
     */
    Creation create(NewLink link, CodeSource codes);

    /** Returns the link with its visits, if it is this owner's. */
    Optional<Visited> find(String code, String owner);

    LinkChange.Outcome change(String code, String owner, LinkChange change);

    /**
     * Removes a link with all that was counted of its visitors. Its code never leads anywhere again.
     *
     * <p>The log of clicks, from which all counts can be made anew, keeps those on this link: when, from which host, and
     * a name that leads to nobody.
     *
     * @return whether it was this owner's; true again for a link of this owner that was deleted before
     */
    boolean delete(String code, String owner);

    /**
     * Returns an owner's links, newest first.
     *
     * @param cursor where the page before ended; empty for the first page
     * @param limit at least 1
     */
    Page page(String owner, String cursor, int limit);

    /**
     * A link and how often it was used.
     *
     * @param visits counted against {@code maxVisits}; 0 for an unlimited link
     */
    record Visited(Link link, long visits) {}
}
