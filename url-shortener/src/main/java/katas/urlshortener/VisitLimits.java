package katas.urlshortener;

/** Decides in the store, atomically and by its clock, whether a link still leads somewhere. */
@FunctionalInterface
public interface VisitLimits {

    /**
     * Takes one of a link's visits, if it counts and the link has any left.
     *
     * @param counts false only looks
     * @throws StoreUnavailable if the store is away
     */
    Verdict visit(String code, boolean counts);

    enum Verdict {
        GRANTED,
        USED_UP,
        EXPIRED,
        DELETED,
        ABSENT
    }
}
