package katas.urlshortener;

import java.time.Duration;

/** Slows down who tries codes to see which exist. */
public interface MissLimit {
    /**
     * Tells whether a source may ask at all; answers from memory.
     *
     * @param source where requests come from, not to be stored in clear
     * @return how long it has to wait; zero if it need not
     */
    Duration wait(String source);

    /**
     * Takes note of a code that nobody has.
     *
     * @return how long the source has to wait from now on; zero if it need not, and whenever that cannot be decided
     */
    Duration missed(String source);
}
