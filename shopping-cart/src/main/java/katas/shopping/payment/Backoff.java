package katas.shopping.payment;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait for a provider that did not answer: twice as long each time, and never quite as long as the others do.
 *
 * @param first longest wait after the first time; at least 2 ns
 * @param most longest wait of all
 */
public record Backoff(Duration first, Duration most, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 20;

    Duration after(int tries) {
        var doubled = first.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        long halfNanos =
                (doubled.compareTo(most) < 0 ? doubled : most).dividedBy(2).toNanos();
        return Duration.ofNanos(halfNanos + random.nextLong(halfNanos));
    }
}
