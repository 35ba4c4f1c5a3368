package katas.urlshortener;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import katas.urlshortener.code.Base62;

/**
 * A short code that somebody chose: 3 to 50 letters and digits of any script, hyphens and underscores, in Unicode's
 * normal form C.
 *
 * <p>Never of the form of a generated code, so that the two cannot meet.
 */
public record Alias(String text) {
    private static final int MIN_LENGTH = 3;
    private static final int MAX_LENGTH = 50;
    private static final String FIELD = "alias";

    /**
     * Reads an alias.
     *
     * @param reserved first segments of the service's own paths, in lower case
     * @throws InvalidLink if it is none, or taken by the service
     */
    public static Alias parse(String text, Set<String> reserved) {
        var normal = normalised(text);
        int length = normal.codePointCount(0, normal.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw invalid("must have " + MIN_LENGTH + " to " + MAX_LENGTH + " characters, had " + length);
        }
        if (!normal.codePoints().allMatch(Alias::allowed)) {
            throw invalid("must consist of letters, digits, hyphens and underscores");
        }
        if (isMark(normal.codePointAt(0))) {
            throw invalid("must not begin with an accent, which belongs to the letter before it");
        }
        if (Base62.isCode(normal)) {
            throw invalid("must not be seven letters and digits, which is the form of generated codes");
        }
        if (reserved.contains(normal.toLowerCase(Locale.ROOT))) {
            throw invalid("is a path of this service");
        }
        return new Alias(normal);
    }

    /** The form in which codes are compared: one and the same however accents were typed. */
    public static String normalised(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /**
     * Tells whether a link could have this code, generated or chosen.
     *
     * @param normal in normal form
     */
    public static boolean possible(String normal) {
        int length = normal.length();
        return length >= MIN_LENGTH
                // as many UTF-16 units as the longest alias can have
                && length <= 2 * MAX_LENGTH
                && normal.codePointCount(0, length) <= MAX_LENGTH
                && normal.codePoints().allMatch(Alias::allowed);
    }

    private static boolean allowed(int c) {
        return Character.isLetterOrDigit(c) || isMark(c) || c == '-' || c == '_';
    }

    // there are letters with accents for which no single character exists
    private static boolean isMark(int c) {
        return Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK;
    }

    private static InvalidLink invalid(String reason) {
        return new InvalidLink(FIELD, reason);
    }
}
