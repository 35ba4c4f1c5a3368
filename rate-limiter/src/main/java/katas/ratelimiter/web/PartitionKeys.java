package katas.ratelimiter.web;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import katas.ratelimiter.Policy;

/**
 * Checks what callers are told apart by.
 *
 * <p>Whatever is accepted can also stand, percent-encoded, in a path: a key that was charged can be looked at and reset.
 */
final class PartitionKeys {
    static final String RULE = "1 to " + Policy.MAX_KEY_LENGTH + " characters: not blank, no control characters or"
            + " line breaks, not '.' or '..'";

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");
    // a client would resolve them away before it sends the path
    private static final Pattern DOT_SEGMENT = Pattern.compile("\\.\\.?");

    private PartitionKeys() {}

    /**
     * Returns the key as it is.
     *
     * @throws InvalidRequest if it is none
     */
    static String checked(String key) {
        if (key.isBlank()) {
            throw invalid("must not be blank");
        }
        if (key.length() > Policy.MAX_KEY_LENGTH) {
            throw invalid("must have at most " + Policy.MAX_KEY_LENGTH + " characters, had " + key.length());
        }
        if (UNPRINTABLE.matcher(key).find()) {
            throw invalid("must not contain control characters or line breaks");
        }
        // in UTF-8 every half of a surrogate pair would become the same question mark
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            throw invalid("must be well-formed Unicode");
        }
        if (DOT_SEGMENT.matcher(key).matches()) {
            throw invalid("must not be '.' or '..'");
        }
        return key;
    }

    private static InvalidRequest invalid(String reason) {
        return new InvalidRequest("key", reason);
    }
}
