package katas.urlshortener.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import katas.urlshortener.ClickStats.Count;
import katas.urlshortener.ClickStats.Referrer;
import katas.urlshortener.ClickStats.Stats;

/**
 * A link's clicks.
 *
 * @param to exclusive
 * @param visitors about how many different ones, those of each day for themselves
 * @param series one entry for each interval
 * @param referrers most clicks first; the host is empty where none was said
 */
record StatsView(
        String code,
        Instant from,
        Instant to,
        String interval,
        long clicks,
        long visitors,
        List<Count> series,
        List<Referrer> referrers) {

    static StatsView of(String code, StatsSpan span, Stats stats) {
        return new StatsView(
                code,
                span.from(),
                span.to(),
                span.interval().name().toLowerCase(Locale.ROOT),
                stats.clicks(),
                stats.visitors(),
                stats.series(),
                stats.referrers());
    }
}
