package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import katas.lab.testing.Lab;
import katas.lab.testing.MutableClock;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class SaltedVisitorsIT {
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant NEXT_NOON = NOON.plus(1, ChronoUnit.DAYS);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final String CODE = "aB3dE6g";
    private static final String ADDRESS = "203.0.113.77";
    private static final String BROWSER = "Browser/1.0";

    private final MutableClock clock = MutableClock.at(NOON);
    private final CountStore store;

    SaltedVisitorsIT(RedisHandle redis) {
        store = CountStore.of(redis, 9);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_visitor_has_one_name_a_day_and_link_on_every_replica_and_another_the_next_day() {
        var here = new SaltedVisitors(store.salts(clock, MARGIN));
        var there = new SaltedVisitors(store.salts(clock, MARGIN));
        clock.set(NEXT_NOON);
        var nextDay = new SaltedVisitors(store.salts(clock, MARGIN));

        var name = here.name(CODE, ADDRESS, BROWSER, NOON).orElseThrow();

        assertThat(name).matches("[0-9a-f]{16}");
        assertThat(there.name(CODE, ADDRESS, BROWSER, NOON)).contains(name);
        // so the log does not show who followed both
        assertThat(here.name("another", ADDRESS, BROWSER, NOON).orElseThrow()).isNotEqualTo(name);
        assertThat(here.name(CODE, ADDRESS, "Browser/2.0", NOON).orElseThrow()).isNotEqualTo(name);
        assertThat(here.name(CODE, "203.0.113.78", BROWSER, NOON).orElseThrow()).isNotEqualTo(name);
        assertThat(nextDay.name(CODE, ADDRESS, BROWSER, NEXT_NOON).orElseThrow())
                .isNotEqualTo(name);
    }

    @Test
    void a_salt_is_forgotten_soon_after_its_day_and_the_next_is_there_before() {
        var salts = store.salts(clock, MARGIN);
        var visitors = new SaltedVisitors(salts);
        var midnight = NOON.plus(12, ChronoUnit.HOURS);

        clock.set(midnight.minusSeconds(60));
        salts.refresh();
        assertThat(visitors.name(CODE, ADDRESS, BROWSER, midnight)).isPresent();
        clock.set(midnight.plus(MARGIN).minusMillis(1));
        salts.refresh();
        assertThat(visitors.name(CODE, ADDRESS, BROWSER, NOON)).isPresent();
        clock.advance(Duration.ofMillis(1));
        salts.refresh();

        assertThat(visitors.name(CODE, ADDRESS, BROWSER, NOON)).isEmpty();
        assertThat(visitors.name(CODE, ADDRESS, BROWSER, midnight)).isPresent();
    }

    @Test
    void redis_forgets_a_salt_as_soon() {
        store.salts(clock, MARGIN);

        long left = store.link().<Long>call(commands -> commands.pttl("url-shortener:{salts}:2026-01-05"));

        assertThat(Duration.ofMillis(left))
                .isBetween(Duration.ofHours(12), Duration.ofHours(12).plus(MARGIN));
    }

    @Test
    void a_salt_is_erased_by_a_replica_that_never_had_it_and_finds_redis_away_at_first(RedisHandle redis) {
        store.salts(clock, MARGIN);
        assertThat(isToBeErased("2026-01-05")).isTrue();
        clock.set(NEXT_NOON);
        redis.cut();
        var late = new Salts(store.link(), clock, new SecureRandom(), MARGIN);
        late.start();

        redis.mend();

        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(StoreUnavailable.class)
                .until(() -> !isToBeErased("2026-01-05"));
        late.stop();
        assertThat(isToBeErased("2026-01-06")).isTrue();
        assertThat(store.link().<Long>call(commands -> commands.exists("url-shortener:{salts}:2026-01-05")))
                .isZero();
    }

    @Test
    void nobody_waits_for_a_salt(RedisHandle redis) {
        redis.cut();
        var salts = new Salts(store.link(), clock, new SecureRandom(), MARGIN);
        salts.start();
        var visitors = new SaltedVisitors(salts);
        assertThat(visitors.name(CODE, ADDRESS, BROWSER, NOON)).isEmpty();

        redis.mend();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> visitors.name(CODE, ADDRESS, BROWSER, NOON).isPresent());
        salts.stop();
    }

    private boolean isToBeErased(String day) {
        return store.link().<Boolean>call(commands -> commands.sismember("url-shortener:{salts}:to-erase", day));
    }
}
