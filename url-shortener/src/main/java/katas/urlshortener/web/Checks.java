package katas.urlshortener.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import katas.urlshortener.Redirect;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Checks single fields of what callers send; throws {@link InvalidRequest}. */
final class Checks {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final long MOST_VISITS = 1_000_000_000;
    private static final int LONGEST_KEY = 255;
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private Checks() {}

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRequest(field, "is missing");
        }
        return value;
    }

    static long inRange(String field, long value, long min, long max) {
        if (value < min || value > max) {
            throw new InvalidRequest(field, "must be from " + min + " to " + max + ", was " + value);
        }
        return value;
    }

    static @Nullable Long maxVisits(@Nullable Long value) {
        return value == null ? null : inRange("maxVisits", value, 1, MOST_VISITS);
    }

    static Redirect redirect(int status) {
        return Redirect.ofStatus(status)
                .orElseThrow(() -> new InvalidRequest("redirect", "must be 301, 302, 307 or 308, was " + status));
    }

    /** Reads a moment, to the millisecond. */
    static Instant moment(String field, String text) {
        try {
            var moment = Instant.parse(text);
            if (!moment.isBefore(FIRST) && moment.isBefore(END)) {
                return moment.truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeException e) {
            // told below
        }
        throw new InvalidRequest(field, "must be a time from 1970 to 9999, such as 2030-01-31T12:00:00Z");
    }

    /** Returns the key that makes a repetition harmless; null if none was sent. */
    static @Nullable String idempotencyKey(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(IDEMPOTENCY_KEY);
        if (values.isEmpty()) {
            return null;
        }
        var key = values.getFirst();
        if (values.size() > 1
                || key.isEmpty()
                || key.length() > LONGEST_KEY
                || !key.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new InvalidRequest(
                    IDEMPOTENCY_KEY, "must be one of 1 to " + LONGEST_KEY + " visible ASCII characters");
        }
        return key;
    }
}
