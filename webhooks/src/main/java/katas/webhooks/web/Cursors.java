package katas.webhooks.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What pages are continued with: opaque to callers, and fit for a URL. */
final class Cursors {
    static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    static final Pattern ENDPOINT = Pattern.compile("ep_[0-9a-z]{26}");
    static final Pattern STRETCH =
            Pattern.compile("\\d{1,15}\\.\\d{1,15}\\.msg_[0-9a-z]{26}\\.ep_[0-9a-z]{26}\\.\\d{1,15}");
    static final Pattern DEAD_LETTER = Pattern.compile("\\d{1,15}\\.msg_[0-9a-z]{26}\\.ep_[0-9a-z]{26}");

    private Cursors() {}

    /** Returns what a page is followed by; null if it is not full, and so the last. */
    static <T> @Nullable String next(List<T> page, int limit, Function<T, String> place) {
        return page.size() < limit ? null : write(place.apply(page.getLast()));
    }

    static String write(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns the place after which a page begins; null for the first. */
    static @Nullable String read(String cursor, Pattern places) {
        if (cursor.isEmpty()) {
            return null;
        }
        try {
            var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
            if (places.matcher(place).matches()) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new InvalidRequest("cursor", "must be one that a page named as next");
    }
}
