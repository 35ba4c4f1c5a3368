import java.time.Duration;

/** Grants permits: so many a window, for each key. */
interface Limiter {

    /**
     * Takes the permits, all of them or none.
     *
     * @param key who is limited
     * @param permits at least 1, at most the limit
     */
    Answer tryAcquire(String key, int permits);

    /**
     * What a caller is told.
     *
     * @param retryAfter how long a refused caller has to wait until the same call passes; zero if it was allowed
     */
    record Answer(boolean allowed, Duration retryAfter) {}
}
