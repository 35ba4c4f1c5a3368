package katas.webhooks.message;

import org.jspecify.annotations.Nullable;

/** Kafka did not acknowledge a message in time: it is in the log or not. */
public final class LogUnavailable extends RuntimeException {
    public LogUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
