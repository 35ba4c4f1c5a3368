package katas.urlshortener;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link to be.
 *
 * @param alias the code that its owner chose; a generated one if null
 * @param maxVisits at least 1; unlimited if null
 * @param once makes repeating the creation harmless; null if nobody asked for that
 */
public record NewLink(
        String owner,
        Target target,
        @Nullable Alias alias,
        Redirect redirect,
        @Nullable Instant expiresAt,
        @Nullable Long maxVisits,
        @Nullable Once once) {

    /**
     * Lets a creation happen once, however often it is asked for within 24 hours.
     *
     * @param key that the caller chose, 1 to 255 visible ASCII characters
     * @param request digest of what is asked for, the same for the same
     */
    public record Once(String key, String request) {}
}
