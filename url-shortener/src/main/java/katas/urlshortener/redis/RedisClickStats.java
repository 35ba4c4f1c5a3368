package katas.urlshortener.redis;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import katas.urlshortener.ClickStats;
import katas.urlshortener.Shards;

/**
 * Reads what {@link RedisRollups} counts: one script, however many clicks there were. Visitors and referrers are known by
 * the day, so those of a part of a day are those of all of it.
 */
public final class RedisClickStats implements ClickStats {
    private static final LuaScript READ = new LuaScript("read-clicks.lua");
    private static final String HOUR = "hour:";
    private static final String HOST = "from:";
    private static final String OTHERS = "others";

    private final RedisLink redis;
    private final RedisRollups rollups;

    public RedisClickStats(RedisLink redis, RedisRollups rollups) {
        this.redis = redis;
        this.rollups = rollups;
    }

    @Override
    public Stats read(String code, Instant from, Instant to, Interval interval) {
        var reply = READ.run(
                redis,
                new String[] {RedisKeys.generation(Shards.of(code)), RedisKeys.clicks(code)},
                day(from).toString(),
                day(to.minusNanos(1)).toString());
        var hours = new HashMap<Instant, Long>();
        var hosts = new HashMap<String, Long>();
        long visitors = 0;
        for (int i = 0; i < reply.size(); i += 3) {
            var day = LocalDate.parse(reply.get(i));
            var field = reply.get(i + 1);
            long count = Long.parseLong(reply.get(i + 2));
            if (field.startsWith(HOUR)) {
                int hour = Integer.parseInt(field.substring(HOUR.length()));
                hours.put(day.atTime(hour, 0).toInstant(ZoneOffset.UTC), count);
            } else if (field.startsWith(HOST)) {
                hosts.merge(field.substring(HOST.length()), count, Long::sum);
            } else if (field.equals(OTHERS)) {
                hosts.merge(OTHER, count, Long::sum);
            } else if (field.equals("visitors")) {
                visitors += count;
            }
        }
        var series = series(hours, from, to, interval);
        return new Stats(series.stream().mapToLong(Count::clicks).sum(), visitors, series, referrers(hosts));
    }

    @Override
    public void rebuild() {
        rollups.rebuild();
    }

    private static List<Count> series(Map<Instant, Long> hours, Instant from, Instant to, Interval interval) {
        int width = switch (interval) {
            case HOUR -> 1;
            case DAY -> 24;
        };
        var series = new ArrayList<Count>();
        for (var start = from; start.isBefore(to); start = start.plus(width, ChronoUnit.HOURS)) {
            long clicks = 0;
            for (int hour = 0; hour < width; hour++) {
                clicks += hours.getOrDefault(start.plus(hour, ChronoUnit.HOURS), 0L);
            }
            series.add(new Count(start, clicks));
        }
        return series;
    }

    private static List<Referrer> referrers(Map<String, Long> hosts) {
        return hosts.entrySet().stream()
                .map(host -> new Referrer(host.getKey(), host.getValue()))
                .sorted(comparingLong(Referrer::clicks).reversed().thenComparing(comparing(Referrer::host)))
                .toList();
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
