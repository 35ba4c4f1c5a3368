package katas.shopping.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import katas.shopping.effect.DeadLetters.Mark;
import org.jspecify.annotations.Nullable;

/** What pages of dead letters are continued with: opaque to callers, and fit for a URL. */
final class LetterCursors {
    private static final Pattern MARK = Pattern.compile("(\\d{1,15}):([\\w-]{1,1000})");

    private LetterCursors() {}

    static @Nullable String write(@Nullable Mark mark) {
        if (mark == null) {
            return null;
        }
        var text = mark.since().toEpochMilli() + ":" + mark.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    static Mark read(String cursor) {
        if (cursor.isEmpty()) {
            return Mark.START;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
            var mark = MARK.matcher(text);
            if (mark.matches()) {
                return new Mark(Instant.ofEpochMilli(Long.parseLong(mark.group(1))), mark.group(2));
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new InvalidRequest("cursor", "must be one that a page named as next");
    }
}
