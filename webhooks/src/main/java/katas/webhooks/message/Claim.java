package katas.webhooks.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What an idempotency key stands for. */
public sealed interface Claim {
    /** For what was just sent. */
    record New() implements Claim {}

    /**
     * For the same, sent before.
     *
     * @param logged whether it is known to be in the log
     */
    record Repeated(String id, Instant acceptedAt, @Nullable String traceparent, boolean logged) implements Claim {}

    /** For something else. */
    record Taken() implements Claim {}
}
