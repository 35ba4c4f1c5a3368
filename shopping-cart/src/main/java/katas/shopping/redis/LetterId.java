package katas.shopping.redis;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The name of a sequence that waits, fit for a URL whatever its key is. */
record LetterId(String consumer, String key) {
    private static final char SEPARATOR = ':';

    /** Returns the sequence of this name; nothing if there can be none. */
    static Optional<LetterId> parse(String text) {
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int separator = decoded.indexOf(SEPARATOR);
            return separator < 0
                    ? Optional.empty()
                    : Optional.of(new LetterId(decoded.substring(0, separator), decoded.substring(separator + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String text() {
        var name = (consumer + SEPARATOR + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }
}
