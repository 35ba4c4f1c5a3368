package katas.urlshortener.redis;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.Set;
import katas.urlshortener.Click;

/** Clicks of one code on one day, summed up for one script. */
final class DayClicks {
    private final String code;
    private final LocalDate day;
    private final Map<String, Integer> hours = new LinkedHashMap<>();
    // in the order of the log: only the first of a day are told apart, and must be the same when counted anew
    private final Map<String, Integer> hosts = new LinkedHashMap<>();
    private final Set<String> visitors = new LinkedHashSet<>();
    private int clicks;

    private DayClicks(String code, LocalDate day) {
        this.code = code;
        this.day = day;
    }

    private record Key(String code, LocalDate day) {}

    static SequencedCollection<DayClicks> of(List<Click> clicks) {
        var days = new LinkedHashMap<Key, DayClicks>();
        for (var click : clicks) {
            var at = click.at().atOffset(ZoneOffset.UTC);
            days.computeIfAbsent(new Key(click.code(), at.toLocalDate()), key -> new DayClicks(key.code(), key.day()))
                    .add(click, at.getHour());
        }
        return days.sequencedValues();
    }

    private void add(Click click, int hour) {
        clicks++;
        hours.merge("%02d".formatted(hour), 1, Integer::sum);
        hosts.merge(click.referrer(), 1, Integer::sum);
        if (click.visitor() != null) {
            visitors.add(click.visitor());
        }
    }

    List<String> keys() {
        return List.of(
                RedisKeys.link(code),
                RedisKeys.clicks(code),
                RedisKeys.clicks(code) + ":" + day,
                RedisKeys.clicks(code) + ":" + day + ":visitors");
    }

    List<String> arguments() {
        var arguments = new ArrayList<>(List.of(day.toString(), Integer.toString(clicks)));
        addAll(arguments, hours);
        addAll(arguments, hosts);
        arguments.add(Integer.toString(visitors.size()));
        arguments.addAll(visitors);
        return arguments;
    }

    private static void addAll(List<String> arguments, Map<String, Integer> counts) {
        arguments.add(Integer.toString(2 * counts.size()));
        counts.forEach((what, count) -> {
            arguments.add(what);
            arguments.add(Integer.toString(count));
        });
    }
}
