package katas.webhooks.retry;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows from how an attempt ended. */
public sealed interface Verdict {

    /** The endpoint has the message. */
    record Delivered() implements Verdict {}

    /**
     * It has not, as far as we know.
     *
     * @param retryAfter the least time to wait, zero if the endpoint did not ask for any
     */
    record Failed(Duration retryAfter) implements Verdict {}

    /** The endpoint wants no message any more. */
    record Gone() implements Verdict {}

    /**
     * Judges an answer by its status.
     *
     * <p>A redirect is a failure: where it leads nobody has checked, and an endpoint's owner can say it to us instead.
     *
     * @param retryAfter as the answer has it, null if it has none
     */
    static Verdict of(int status, @Nullable String retryAfter, Instant now) {
        return switch (status) {
            case 410 -> new Gone();
            case 429, 503 -> new Failed(RetryAfter.parse(retryAfter, now));
            default -> status >= 200 && status < 300 ? new Delivered() : new Failed(Duration.ZERO);
        };
    }
}
