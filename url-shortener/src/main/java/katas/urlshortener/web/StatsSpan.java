package katas.urlshortener.web;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import katas.urlshortener.ClickStats.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What of a link's clicks is asked for, widened to whole hours or UTC days.
 *
 * @param to exclusive
 */
record StatsSpan(Instant from, Instant to, Interval interval) {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration LONGEST_IN_DAYS = Duration.ofDays(400);
    private static final Duration LONGEST_IN_HOURS = Duration.ofDays(31);

    static StatsSpan of(@Nullable String from, @Nullable String to, String interval, Instant now) {
        var asked = intervalNamed(interval);
        var end = up(to == null ? now : Checks.moment("to", to), asked);
        var begin = from == null ? end.minus(USUAL) : down(Checks.moment("from", from), asked);
        if (!begin.isBefore(end)) {
            throw new InvalidRequest("from", "must be earlier than to");
        }
        var longest = asked == Interval.HOUR ? LONGEST_IN_HOURS : LONGEST_IN_DAYS;
        if (Duration.between(begin, end).compareTo(longest) > 0) {
            throw new InvalidRequest("from", "must be at most " + longest.toDays() + " days before to");
        }
        return new StatsSpan(begin, end, asked);
    }

    private static Interval intervalNamed(String name) {
        return switch (name) {
            case "hour" -> Interval.HOUR;
            case "day" -> Interval.DAY;
            default -> throw new InvalidRequest("interval", "must be hour or day");
        };
    }

    private static Instant down(Instant moment, Interval interval) {
        return moment.truncatedTo(unit(interval));
    }

    private static Instant up(Instant moment, Interval interval) {
        var begun = down(moment, interval);
        return begun.equals(moment) ? begun : begun.plus(1, unit(interval));
    }

    private static ChronoUnit unit(Interval interval) {
        return interval == Interval.HOUR ? ChronoUnit.HOURS : ChronoUnit.DAYS;
    }
}
