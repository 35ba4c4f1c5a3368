package katas.webhooks.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import katas.webhooks.endpoint.EventFilter;
import katas.webhooks.message.EventType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Checks single fields of what callers send; throws {@link InvalidRequest}. */
final class Checks {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final int MOST_EVENT_TYPES = 100;
    static final int FASTEST = 1_000;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MAX_PAGE = 100;
    private static final int LONGEST_IDEMPOTENCY_KEY = 255;
    private static final int LONGEST_KEY = 128;
    private static final String ID = "_[0-9a-z]{26}";
    private static final Pattern ENDPOINT = Pattern.compile("ep" + ID);
    private static final Pattern MESSAGE = Pattern.compile("msg" + ID);
    private static final Pattern DEAD_LETTER = Pattern.compile("msg%s\\.ep%s".formatted(ID, ID));

    private Checks() {}

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRequest(field, "is missing");
        }
        return value;
    }

    static int inRange(String field, int value, int min, int max) {
        if (value < min || value > max) {
            throw new InvalidRequest(field, "must be from " + min + " to " + max + ", was " + value);
        }
        return value;
    }

    static int limit(int limit) {
        return inRange("limit", limit, 1, MAX_PAGE);
    }

    static @Nullable Integer rateLimit(@Nullable Integer limit) {
        return limit == null ? null : inRange("rateLimit", limit, 1, FASTEST);
    }

    /** Returns the id of an endpoint that may be there; asks the store for no other. */
    static String endpoint(String id) {
        return id(ENDPOINT, id, "endpoint");
    }

    /** Returns the same, if it is the body that has it and not the path. */
    static String endpointField(String id) {
        if (!ENDPOINT.matcher(id).matches()) {
            throw new InvalidRequest("endpoint", "must be the id of an endpoint, such as ep_…");
        }
        return id;
    }

    /** Returns the id of a message that may be there. */
    static String message(String id) {
        return id(MESSAGE, id, "message");
    }

    /** Returns the id of a dead letter that may be there. */
    static String deadLetter(String id) {
        return id(DEAD_LETTER, id, "dead letter");
    }

    private static String id(Pattern pattern, String id, String what) {
        if (!pattern.matcher(id).matches()) {
            throw absent(what);
        }
        return id;
    }

    /** Says that there is none of this id, or none that this tenant may know of. */
    static ErrorResponseException absent(String what) {
        return Problems.thrown(HttpStatus.NOT_FOUND, "there is no %s with this id".formatted(what));
    }

    static List<EventFilter> eventTypes(@Nullable List<@Nullable String> patterns) {
        var present = present("eventTypes", patterns);
        if (present.isEmpty() || present.size() > MOST_EVENT_TYPES) {
            throw new InvalidRequest(
                    "eventTypes", "must be 1 to %d, were %d".formatted(MOST_EVENT_TYPES, present.size()));
        }
        var filters = new ArrayList<EventFilter>();
        for (var pattern : present) {
            if (pattern == null || !EventFilter.isPattern(pattern)) {
                throw new InvalidRequest(
                        "eventTypes[%d]".formatted(filters.size()),
                        "must be an event type such as order.paid, all below one such as order.*, or *");
            }
            filters.add(new EventFilter(pattern));
        }
        return filters;
    }

    static EventType eventType(@Nullable String name) {
        var present = present("eventType", name);
        if (!EventType.isName(present)) {
            throw new InvalidRequest(
                    "eventType", "must be words of a-z, 0-9 and _ with dots between, at most 128 characters");
        }
        return new EventType(present);
    }

    static @Nullable String key(@Nullable String key) {
        if (key != null && !isVisible(key, LONGEST_KEY)) {
            throw new InvalidRequest("key", "must be 1 to %d visible ASCII characters".formatted(LONGEST_KEY));
        }
        return key;
    }

    static Instant moment(String field, @Nullable String text) {
        Instant moment;
        try {
            moment = Instant.parse(present(field, text));
        } catch (DateTimeException e) {
            throw new InvalidRequest(field, "must be a time such as 2030-01-31T12:00:00Z");
        }
        // a moment far away has no milliseconds that a number can hold
        if (moment.isBefore(Instant.EPOCH) || moment.isAfter(LATEST)) {
            throw new InvalidRequest(field, "must be from %s to %s".formatted(Instant.EPOCH, LATEST));
        }
        return moment;
    }

    /** Returns the key that makes a repetition harmless; null if none was sent. */
    static @Nullable String idempotencyKey(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(IDEMPOTENCY_KEY);
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1 || !isVisible(values.getFirst(), LONGEST_IDEMPOTENCY_KEY)) {
            throw new InvalidRequest(
                    IDEMPOTENCY_KEY, "must be one of 1 to " + LONGEST_IDEMPOTENCY_KEY + " visible ASCII characters");
        }
        return values.getFirst();
    }

    private static boolean isVisible(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
