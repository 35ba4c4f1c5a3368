package katas.urlshortener;

import java.time.Instant;
import java.util.List;

/** Clicks, counted. */
public interface ClickStats {
    /** Stands for all hosts beyond the 50 that are told apart on each day. */
    String OTHER = "other";

    /**
     * Returns a link's clicks.
     *
     * @param from a whole hour, or midnight UTC when the interval is a day
     * @param to the same, exclusive, later than {@code from}
     * @throws StoreUnavailable if the store is away
     */
    Stats read(String code, Instant from, Instant to, Interval interval);

    /**
     * Forgets all counts and makes them anew from the log of clicks; returns when that has begun. What the log does not
     * hold any more is not counted any more: see {@link ClickHistory}.
     */
    void rebuild();

    /** What a bar of the chart spans, in UTC. */
    enum Interval {
        HOUR,
        DAY
    }

    /**
     * What is known of a link's clicks.
     *
     * @param clicks in all
     * @param visitors about how many different ones, those of each day for themselves (HyperLogLog, standard error 0.81 %)
     * @param series one entry for each interval, also where there were none
     * @param referrers most clicks first, those of each day's first 50 hosts for themselves; empty host where none was said
     */
    record Stats(long clicks, long visitors, List<Count> series, List<Referrer> referrers) {}

    record Count(Instant from, long clicks) {}

    record Referrer(String host, long clicks) {}
}
