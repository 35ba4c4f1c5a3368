package katas.urlshortener;

import java.time.Instant;
import java.util.Optional;

/**
 * Names visitors so that those of one link and day can be told apart, and nobody can be found again.
 *
 * <p>The name is a digest of link, address and browser, salted with a random number of the day that all replicas share
 * and that is destroyed after it: from then on not even who has all the data can test whether an address was there. Who
 * follows two links has two names, so nobody's way from link to link is in the data either.
 */
@FunctionalInterface
public interface Visitors {
    /**
     * Returns a visitor's name for a link and a day, without waiting for the store.
     *
     * @return 16 hex digits; nothing while the day's salt is not known
     */
    Optional<String> name(String code, String address, String userAgent, Instant at);
}
