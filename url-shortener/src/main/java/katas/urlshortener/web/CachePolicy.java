package katas.urlshortener.web;

import java.time.Duration;
import java.util.function.LongSupplier;
import katas.urlshortener.Resolution;
import katas.urlshortener.StoreClock;

/**
 * For how long browsers and proxies may remember a redirect: not at all, unless its owner called it permanent. A day is
 * long enough to spare us most of the calls, and short enough that a mistake does not last.
 */
final class CachePolicy {
    static final String NO_STORE = "no-store";

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final String A_DAY = maxAge(LONGEST);

    private final StoreClock clock;
    private final LongSupplier nanoTime;

    /** @param nanoTime {@link System#nanoTime} */
    CachePolicy(StoreClock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Returns the value of {@code Cache-Control}. */
    String of(Resolution.Leads leads) {
        var link = leads.link();
        // what nobody vouches for may be answered, but must not last
        if (!leads.confirmed() || !link.redirect().permanent() || link.maxVisits() != null) {
            return NO_STORE;
        }
        if (link.expiresAt() == null) {
            return A_DAY;
        }
        var left = clock.left(link.expiresAt(), nanoTime.getAsLong());
        return left.toSeconds() < 1 ? NO_STORE : maxAge(left.compareTo(LONGEST) < 0 ? left : LONGEST);
    }

    private static String maxAge(Duration age) {
        return "max-age=" + age.toSeconds();
    }
}
