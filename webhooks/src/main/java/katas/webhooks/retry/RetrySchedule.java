package katas.webhooks.retry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Waits between attempts: longer each time, and a little different for each message.
 *
 * <p>Without the difference, all that failed during an outage come back in the same moment, outage after outage. The waits of
 * {@link #STANDARD} are of the kind that Standard Webhooks proposes: an outage over a long weekend is outlived.
 */
public final class RetrySchedule {
    /** Fifteen attempts over four days: what the service does unless it is told otherwise, here for the exercises. */
    public static final List<Duration> STANDARD = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(6),
            Duration.ofHours(8),
            Duration.ofHours(12),
            Duration.ofHours(14),
            Duration.ofHours(24),
            Duration.ofHours(24));

    /** An endpoint may put us off for so long, and no longer. */
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(24);

    private final List<Duration> waits;
    private final double jitter;
    private final RandomGenerator random;

    /**
     * Makes a schedule.
     *
     * @param waits before the second attempt, the third…; each longer than zero
     * @param jitter share of a wait by which it is lengthened or shortened at most, 0 to less than 1
     */
    public RetrySchedule(List<Duration> waits, double jitter, RandomGenerator random) {
        if (!(jitter >= 0 && jitter < 1)) {
            throw new IllegalArgumentException("jitter must be 0 to less than 1, was " + jitter);
        }
        this.waits = List.copyOf(waits);
        this.jitter = jitter;
        this.random = random;
    }

    /**
     * Returns how long to wait before the next attempt, always longer than zero; nothing if there were attempts enough.
     *
     * @param attempts that failed so far, at least 1
     * @param retryAfter the least time that the endpoint asked us to wait; zero if it did not
     */
    public Optional<Duration> next(int attempts, Duration retryAfter) {
        if (attempts > waits.size()) {
            return Optional.empty();
        }
        var wait = jittered(waits.get(attempts - 1));
        var bounded = retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
        return Optional.of(wait.compareTo(bounded) < 0 ? bounded : wait);
    }

    private Duration jittered(Duration wait) {
        double factor = 1 + jitter * (2 * random.nextDouble() - 1);
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }
}
