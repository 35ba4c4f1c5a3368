package katas.ratelimiter;

import java.time.Duration;

/**
 * So many permits a window.
 *
 * @param permits per window, 1 to {@value #MAX_PERMITS}
 * @param window whole seconds, {@link #MIN_WINDOW} to {@link #MAX_WINDOW}
 * @param burst how many a token bucket or GCRA may pass at once, 1 to {@code permits}
 */
public record Limit(int permits, Duration window, int burst) {

    public static final int MAX_PERMITS = 1_000_000;
    public static final Duration MIN_WINDOW = Duration.ofSeconds(1);
    public static final Duration MAX_WINDOW = Duration.ofDays(31);

    public Limit {
        if (permits < 1 || permits > MAX_PERMITS) {
            throw new InvalidPolicy("permits", "must be from 1 to " + MAX_PERMITS + ", was " + permits);
        }
        if (window.compareTo(MIN_WINDOW) < 0 || window.compareTo(MAX_WINDOW) > 0 || !isWholeSeconds(window)) {
            throw new InvalidPolicy("window", "must be whole seconds from PT1S to P31D, was " + window);
        }
        if (burst < 1 || burst > permits) {
            throw new InvalidPolicy(
                    "burst",
                    "must be from 1 to permits (" + permits + "), was " + burst
                            + "; for a larger burst at the same rate name more permits and a longer window");
        }
    }

    public Limit(int permits, Duration window) {
        this(permits, window, permits);
    }

    public long windowMicros() {
        return window.toSeconds() * 1_000_000;
    }

    private static boolean isWholeSeconds(Duration duration) {
        return duration.equals(Duration.ofSeconds(duration.toSeconds()));
    }
}
