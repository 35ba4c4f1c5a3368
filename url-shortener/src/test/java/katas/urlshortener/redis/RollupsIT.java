package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Seeds;
import katas.urlshortener.Click;
import katas.urlshortener.ClickRollups.Outcome.Applied;
import katas.urlshortener.ClickRollups.Outcome.Moved;
import katas.urlshortener.ClickStats;
import katas.urlshortener.ClickStats.Count;
import katas.urlshortener.ClickStats.Interval;
import katas.urlshortener.ClickStats.Referrer;
import katas.urlshortener.ClickStats.Stats;
import katas.urlshortener.Shards;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class RollupsIT {
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant TUESDAY = MONDAY.plus(1, ChronoUnit.DAYS);
    private static final Instant WEDNESDAY = MONDAY.plus(2, ChronoUnit.DAYS);
    private static final String CODE = "aB3dE6g";
    private static final int SHARD = Shards.of(CODE);
    private static final String ANN = "00000000000000a1";
    private static final String BEN = "00000000000000b2";

    private final CountStore store;
    private final RedisRollups rollups;
    private final ClickStats stats;

    RollupsIT(RedisHandle redis) {
        store = CountStore.of(redis, 5);
        rollups = store.rollups();
        stats = store.stats();
    }

    @BeforeEach
    void createTheLink() {
        var _ = store.link().call(commands -> commands.flushdb());
        store.create(CODE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void clicks_are_counted_by_hour_host_and_visitor() {
        apply(click(MONDAY, ANN, "news.example"), click(MONDAY, BEN, ""), click(hour(MONDAY, 5), ANN, "news.example"));

        assertThat(stats.read(CODE, hour(MONDAY, 4), hour(MONDAY, 6), Interval.HOUR))
                .isEqualTo(new Stats(
                        1,
                        2,
                        List.of(new Count(hour(MONDAY, 4), 0), new Count(hour(MONDAY, 5), 1)),
                        List.of(new Referrer("news.example", 2), new Referrer("", 1))));
        assertThat(stats.read(CODE, MONDAY, TUESDAY, Interval.DAY))
                .isEqualTo(new Stats(
                        3,
                        2,
                        List.of(new Count(MONDAY, 3)),
                        List.of(new Referrer("news.example", 2), new Referrer("", 1))));
    }

    @Test
    void two_days_count_for_themselves() {
        apply(
                click(TUESDAY.minusMillis(1), ANN, "a.example"),
                click(TUESDAY, ANN, "b.example"),
                click(TUESDAY, BEN, "b.example"));

        assertThat(stats.read(CODE, MONDAY, WEDNESDAY, Interval.DAY))
                .isEqualTo(new Stats(
                        3,
                        3,
                        List.of(new Count(MONDAY, 1), new Count(TUESDAY, 2)),
                        List.of(new Referrer("b.example", 2), new Referrer("a.example", 1))));
        assertThat(stats.read(CODE, MONDAY, TUESDAY, Interval.DAY).visitors()).isEqualTo(1);
        assertThat(stats.read(CODE, TUESDAY, WEDNESDAY, Interval.DAY).visitors())
                .isEqualTo(2);
        assertThat(stats.read(CODE, WEDNESDAY, WEDNESDAY.plus(1, ChronoUnit.DAYS), Interval.DAY))
                .isEqualTo(new Stats(0, 0, List.of(new Count(WEDNESDAY, 0)), List.of()));
    }

    @Test
    void ten_thousand_visitors_are_counted_within_the_error_of_a_hyperloglog() {
        var random = new SplittableRandom(Seeds.next());
        var clicks = IntStream.range(0, 10_000)
                .mapToObj(_ -> click(MONDAY, "%016x".formatted(random.nextLong()), ""))
                .toList();
        for (int from = 0; from < clicks.size(); from += 500) {
            rollups.apply(SHARD, from, from + 500, clicks.subList(from, from + 500));
        }

        // six standard errors: one seed in a billion is further off
        assertThat(stats.read(CODE, MONDAY, TUESDAY, Interval.DAY).visitors()).isCloseTo(10_000, within(490L));
    }

    @Test
    void of_a_day_the_first_fifty_hosts_are_told_apart() {
        var clicks = new ArrayList<Click>();
        IntStream.range(0, 52).forEach(host -> clicks.add(click(MONDAY, null, "h%02d.example".formatted(host))));
        clicks.add(click(MONDAY, null, ""));
        clicks.add(click(MONDAY, null, "h00.example"));
        clicks.add(click(TUESDAY, null, "h51.example"));

        apply(clicks.toArray(Click[]::new));

        assertThat(stats.read(CODE, MONDAY, TUESDAY, Interval.DAY).referrers())
                .hasSize(52)
                .startsWith(new Referrer("h00.example", 2), new Referrer(ClickStats.OTHER, 2), new Referrer("", 1))
                .endsWith(new Referrer("h49.example", 1));
        assertThat(stats.read(CODE, TUESDAY, WEDNESDAY, Interval.DAY).referrers())
                .containsExactly(new Referrer("h51.example", 1));
    }

    @Test
    void a_batch_that_was_counted_is_refused_and_so_is_one_that_comes_too_early() {
        var batch = List.of(click(MONDAY, ANN, ""), click(MONDAY, BEN, ""));
        assertThat(rollups.apply(SHARD, 0, 2, batch)).isEqualTo(new Applied(2, 0));

        assertThat(rollups.apply(SHARD, 0, 2, batch)).isEqualTo(new Moved());
        assertThat(rollups.apply(SHARD, 3, 4, batch)).isEqualTo(new Moved());

        assertThat(rollups.position(SHARD)).isEqualTo(2);
        assertThat(store.clicks(CODE, MONDAY)).isEqualTo(2);
    }

    @Test
    void clicks_on_links_that_are_gone_are_not_counted() {
        apply(click(MONDAY, ANN, ""));
        store.delete(CODE);
        assertThat(store.kept(CODE)).isEmpty();

        assertThat(rollups.apply(SHARD, 1, 2, List.of(click(MONDAY, BEN, "")))).isEqualTo(new Applied(0, 1));

        assertThat(rollups.position(SHARD)).isEqualTo(2);
        assertThat(store.kept(CODE)).isEmpty();
    }

    @Test
    void counts_from_before_a_rebuild_are_void_at_once_and_removed_when_their_code_is_met() {
        apply(click(MONDAY, ANN, "a.example"));

        stats.rebuild();

        assertThat(store.clicks(CODE, MONDAY)).isZero();
        assertThat(rollups.position(SHARD)).isZero();
        assertThat(rollups.apply(SHARD, 0, 1, List.of(click(TUESDAY, BEN, "b.example"))))
                .isEqualTo(new Applied(1, 0));
        assertThat(stats.read(CODE, MONDAY, WEDNESDAY, Interval.DAY))
                .isEqualTo(new Stats(
                        1,
                        1,
                        List.of(new Count(MONDAY, 0), new Count(TUESDAY, 1)),
                        List.of(new Referrer("b.example", 1))));
        assertThat(store.kept(CODE)).hasSize(3);
    }

    private void apply(Click... clicks) {
        assertThat(rollups.apply(SHARD, 0, clicks.length, List.of(clicks))).isEqualTo(new Applied(clicks.length, 0));
    }

    private static Instant hour(Instant day, int hour) {
        return day.plus(hour, ChronoUnit.HOURS);
    }

    private static Click click(Instant at, @org.jspecify.annotations.Nullable String visitor, String referrer) {
        return new Click(CODE, at, visitor, referrer);
    }
}
