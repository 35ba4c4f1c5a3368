package katas.webhooks.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import katas.lab.testing.Seeds;
import katas.lab.testing.TradeOffs;
import org.junit.jupiter.api.Test;

/**
 * An endpoint does not answer for ten minutes, and 10,000 messages come in the first second of them: what it gets afterwards.
 */
class OutageTest {
    private static final int MESSAGES = 10_000;
    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final int SECOND = 1_000;
    private static final String PEAK = "retries in the worst second after an outage of ten minutes, of 10,000 messages";

    /**
     * Retries that come after the outage.
     *
     * @param peak in the second that has most
     * @param mean over the time in which they come, of the schedule with jitter
     */
    private record Wave(int peak, double mean) {
        double ratio() {
            return peak / mean;
        }
    }

    @Test
    void jitter_spreads_what_comes_back_after_an_outage_and_without_it_all_comes_at_once() {
        long seed = Seeds.next();
        long spread = seconds(after(0.2, seed));

        var with = wave(after(0.2, seed), spread);
        var without = wave(after(0, seed), spread);

        print("with 20 % jitter", with);
        print("without", without);
        TradeOffs.record(PEAK, "isolated", with.peak());
        TradeOffs.record(PEAK, "no-jitter", without.peak());
        assertThat(with.ratio()).isLessThan(3);
        assertThat(without.ratio()).isGreaterThan(100);
    }

    /** Returns how many retries come in which second since the outage began, of those after its end. */
    private static NavigableMap<Long, Integer> after(double jitter, long seed) {
        var random = new Random(seed);
        var schedule = new RetrySchedule(RetrySchedule.STANDARD, jitter, random);
        var retries = new TreeMap<Long, Integer>();
        for (int message = 0; message < MESSAGES; message++) {
            long at = random.nextInt(SECOND);
            for (int attempts = 1; at < OUTAGE.toMillis(); attempts++) {
                at += schedule.next(attempts, Duration.ZERO).orElseThrow().toMillis();
            }
            retries.merge(at / SECOND, 1, Integer::sum);
        }
        return retries;
    }

    private static long seconds(NavigableMap<Long, Integer> retries) {
        return retries.lastKey() - retries.firstKey() + 1;
    }

    private static Wave wave(NavigableMap<Long, Integer> retries, long seconds) {
        int peak = retries.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
        return new Wave(peak, (double) MESSAGES / seconds);
    }

    private static void print(String what, Wave wave) {
        System.out.printf(
                "retries after the outage, %s: peak %d/s, mean %.0f/s, peak to mean %.1f%n",
                what, wave.peak(), wave.mean(), wave.ratio());
    }
}
