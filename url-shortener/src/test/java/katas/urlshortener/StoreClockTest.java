package katas.urlshortener;

import static katas.urlshortener.StoreClock.Position.FUTURE;
import static katas.urlshortener.StoreClock.Position.PAST;
import static katas.urlshortener.StoreClock.Position.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import katas.lab.testing.Seeds;
import org.junit.jupiter.api.Test;

class StoreClockTest {
    private static final Instant SHOWN = Instant.parse("2026-03-01T09:41:07.250Z");
    private static final long MICROS = 1_000;
    private static final long MILLIS = 1_000_000;
    private static final long ASKED = 5_000_000_000L;
    private static final long ANSWERED = ASKED + 2 * MILLIS;

    private final StoreClock clock = new StoreClock();

    @Test
    void knows_nothing_before_the_store_has_said_its_time() {
        assertThat(clock.positionOf(Instant.MIN, ANSWERED)).isEqualTo(UNKNOWN);
        assertThat(clock.positionOf(Instant.MAX, ANSWERED)).isEqualTo(UNKNOWN);
    }

    @Test
    void a_moment_is_over_when_the_clock_shows_it() {
        clock.observe(SHOWN, ASKED, ANSWERED);

        assertThat(clock.positionOf(SHOWN, ANSWERED)).isEqualTo(PAST);
        assertThat(clock.positionOf(SHOWN.minus(1, ChronoUnit.MICROS), ANSWERED))
                .isEqualTo(PAST);
    }

    @Test
    void cannot_tell_within_the_time_of_the_question() {
        clock.observe(SHOWN, ASKED, ANSWERED);

        // two milliseconds, what two clocks drift apart in them, and the microsecond that the store does not show
        assertThat(clock.positionOf(SHOWN.plus(1, ChronoUnit.MICROS), ANSWERED)).isEqualTo(UNKNOWN);
        assertThat(clock.positionOf(SHOWN.plus(2_003, ChronoUnit.MICROS), ANSWERED))
                .isEqualTo(UNKNOWN);
        assertThat(clock.positionOf(SHOWN.plus(2_004, ChronoUnit.MICROS), ANSWERED))
                .isEqualTo(FUTURE);
    }

    @Test
    void goes_on_by_itself() {
        clock.observe(SHOWN, ASKED, ANSWERED);
        var soon = SHOWN.plusMillis(100);

        assertThat(clock.positionOf(soon, ANSWERED)).isEqualTo(FUTURE);
        assertThat(clock.positionOf(soon, ANSWERED + 99 * MILLIS)).isEqualTo(UNKNOWN);
        assertThat(clock.positionOf(soon, ANSWERED + 101 * MILLIS)).isEqualTo(PAST);
    }

    @Test
    void believes_the_last_answer_only() {
        clock.observe(SHOWN, ASKED, ANSWERED);

        clock.observe(SHOWN.minusSeconds(60), ASKED + MILLIS, ANSWERED + MILLIS);

        assertThat(clock.positionOf(SHOWN, ANSWERED + MILLIS)).isEqualTo(FUTURE);
    }

    @Test
    void works_when_the_counter_of_nanoseconds_overflows() {
        clock.observe(SHOWN, Long.MAX_VALUE - MILLIS, Long.MAX_VALUE);

        assertThat(clock.positionOf(SHOWN.plusMillis(1), Long.MIN_VALUE + 2 * MILLIS))
                .isEqualTo(PAST);
        assertThat(clock.positionOf(SHOWN.plusMillis(10), Long.MIN_VALUE + 2 * MILLIS))
                .isEqualTo(FUTURE);
    }

    @Test
    void never_contradicts_a_store_whose_clock_drifts_and_shows_whole_microseconds() {
        var random = new SplittableRandom(Seeds.next());

        for (int round = 0; round < 200_000; round++) {
            var store = new DriftingClock(random.nextLong(MICROS), random.nextInt(-900, 901));
            long trip = random.nextLong(1, random.nextBoolean() ? 10 * MICROS : 5 * MILLIS);
            long later = random.nextLong(random.nextBoolean() ? 10 * MICROS : 60_000 * MILLIS);
            clock.observe(store.shown(random.nextLong(trip + 1)), 0, trip);
            var truth = store.shown(trip + later);
            var moment = truth.plus(random.nextLong(-20, 20), ChronoUnit.MICROS);

            var position = clock.positionOf(moment, trip + later);

            boolean over = !moment.isAfter(truth);
            assertThat(position)
                    .as("round %d: store %s, asked 0, answered %d, now %d", round, store, trip, trip + later)
                    .isIn(over ? PAST : FUTURE, UNKNOWN);
        }
    }

    @Test
    void tells_everything_that_is_further_off_than_a_trip_and_the_drift() {
        var random = new SplittableRandom(Seeds.next());

        for (int round = 0; round < 100_000; round++) {
            var store = new DriftingClock(random.nextLong(MICROS), random.nextInt(-900, 901));
            long trip = random.nextLong(1, 5 * MILLIS);
            long later = random.nextLong(200 * MILLIS);
            clock.observe(store.shown(random.nextLong(trip + 1)), 0, trip);
            var truth = store.shown(trip + later);
            long width = trip + (trip + later) / 500 + 3 * MICROS;

            assertThat(clock.positionOf(truth.plusNanos(width), trip + later)).isEqualTo(FUTURE);
            assertThat(clock.positionOf(truth.minusNanos(width), trip + later)).isEqualTo(PAST);
        }
    }

    @Test
    void never_tells_more_than_the_store_shows_when_a_while_is_over() {
        var random = new SplittableRandom(Seeds.next());
        var lasting = Duration.ofMillis(100);
        assertThat(clock.after(lasting, 0)).isEmpty();

        for (int round = 0; round < 100_000; round++) {
            var store = new DriftingClock(random.nextLong(MICROS), random.nextInt(-900, 901));
            long trip = random.nextLong(1, 5 * MILLIS);
            long later = random.nextLong(200 * MILLIS);
            clock.observe(store.shown(random.nextLong(trip + 1)), 0, trip);
            var truth = store.shown(trip + later).plus(lasting);

            assertThat(clock.after(lasting, trip + later).orElseThrow())
                    .isBetween(truth.minusNanos(trip + (trip + later) / 500 + 3 * MICROS), truth.plusNanos(MICROS));
        }
    }

    /**
     * A store's clock.
     *
     * @param startNanos what it is beyond a whole microsecond at nanosecond 0
     * @param ppm how many microseconds it gains in a second
     */
    private record DriftingClock(long startNanos, int ppm) {
        Instant shown(long nanos) {
            return SHOWN.plusNanos(startNanos + nanos + nanos / 1_000 * ppm / 1_000)
                    .truncatedTo(ChronoUnit.MICROS);
        }
    }
}
