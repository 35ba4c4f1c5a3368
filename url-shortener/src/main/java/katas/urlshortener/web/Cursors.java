package katas.urlshortener.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What pages are continued with: opaque to callers, and fit for a URL whatever the codes are written in. */
final class Cursors {
    // thirteen digits of milliseconds, and the code
    private static final Pattern PLACE = Pattern.compile("\\d{13}:[^\\p{Cntrl}]{1,100}");

    private Cursors() {}

    static @Nullable String write(@Nullable String place) {
        return place == null
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    static String read(String cursor) {
        if (cursor.isEmpty()) {
            return "";
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(cursor);
            var place = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (PLACE.matcher(place).matches()) {
                return place;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // told below
        }
        throw new InvalidRequest("cursor", "must be one that a page named as next");
    }
}
