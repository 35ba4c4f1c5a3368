package katas.ratelimiter;

/** The ways of counting. */
public enum Algorithm {
    TOKEN_BUCKET,
    GCRA,
    SLIDING_WINDOW_COUNTER,
    SLIDING_WINDOW_LOG,
    FIXED_WINDOW,
    /** Wrong on purpose: reads, then writes. */
    NAIVE,
    /** Slow on purpose: reads, computes, swaps if unchanged, tries again. */
    COMPARE_AND_SET;

    private static final int MAX_LOGGED_PERMITS = 10_000;
    private static final long MAX_EXACT = 1L << 52;

    /** Returns whether the algorithm tells a burst from the permits of a whole window. */
    public boolean hasBurst() {
        return switch (this) {
            case TOKEN_BUCKET, GCRA, COMPARE_AND_SET -> true;
            case SLIDING_WINDOW_COUNTER, SLIDING_WINDOW_LOG, FIXED_WINDOW, NAIVE -> false;
        };
    }

    /** Returns the most permits that the limit can ever hold at once. */
    public int capacity(Limit limit) {
        return hasBurst() ? limit.burst() : limit.permits();
    }

    /**
     * Returns the most permits that any window of the limit's length can see, wherever it begins, even if an adversary
     * chooses every moment. Holds while Redis answers; {@link #NAIVE} keeps it only without
     * concurrency.
     */
    public long bound(Limit limit) {
        return switch (this) {
            case SLIDING_WINDOW_LOG -> limit.permits();
            case FIXED_WINDOW, NAIVE -> 2L * limit.permits();
            case SLIDING_WINDOW_COUNTER -> 2L * limit.permits() - 1;
            case TOKEN_BUCKET, GCRA, COMPARE_AND_SET -> (long) limit.burst() + limit.permits() - 1;
        };
    }

    /** Throws {@link InvalidPolicy} for a limit that this algorithm cannot count exactly, or only at an absurd price. */
    void check(Limit limit) {
        switch (this) {
            case TOKEN_BUCKET, COMPARE_AND_SET -> {
                if (BucketUnits.of(limit).capacity() > MAX_EXACT) {
                    throw new InvalidPolicy("permits", "too odd for so long a window to be counted exactly: round it");
                }
            }
            case GCRA -> {
                long rounded = Math.ceilDiv(limit.windowMicros(), limit.permits()) * limit.permits();
                if ((rounded - limit.windowMicros()) * 100 > limit.windowMicros()) {
                    throw new InvalidPolicy(
                            "permits", "gcra spaces permits by whole microseconds and would lose over 1 %: round it");
                }
            }
            case SLIDING_WINDOW_LOG -> {
                if (limit.permits() > MAX_LOGGED_PERMITS) {
                    throw new InvalidPolicy(
                            "permits", "sliding-window-log remembers each: at most " + MAX_LOGGED_PERMITS);
                }
            }
            case SLIDING_WINDOW_COUNTER, FIXED_WINDOW, NAIVE -> {}
        }
    }
}
