package katas.urlshortener;

/** Takes clicks down to be counted later. */
@FunctionalInterface
public interface ClickLog {
    /** Takes a click down, without waiting for anything and without failing; a click that cannot be kept is counted. */
    void record(Click click);
}
