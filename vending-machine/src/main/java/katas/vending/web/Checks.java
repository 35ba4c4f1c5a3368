package katas.vending.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks single fields of what callers send; throws {@link InvalidRequest}. */
final class Checks {
    static final int MAX_DENOMINATION = 100_000;
    static final int MAX_UNITS = 1_000;
    static final int MAX_COINS = 1_000;

    private static final Pattern SLOT = Pattern.compile("[A-Z0-9]{1,4}");

    private Checks() {}

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRequest(field, "is missing");
        }
        return value;
    }

    static int inRange(String field, @Nullable Integer value, int min, int max) {
        int present = present(field, value);
        if (present < min || present > max) {
            throw new InvalidRequest(field, "must be from " + min + " to " + max + ", was " + present);
        }
        return present;
    }

    /** @param rule says what matches: "must be …" */
    static String matching(String field, @Nullable String value, Pattern pattern, String rule) {
        var present = present(field, value);
        if (!pattern.matcher(present).matches()) {
            throw new InvalidRequest(field, rule);
        }
        return present;
    }

    static String slot(String field, @Nullable String value) {
        return matching(field, value, SLOT, "must be 1 to 4 letters A to Z or digits");
    }

    static int denomination(String field, @Nullable Integer value) {
        return inRange(field, value, 1, MAX_DENOMINATION);
    }

    static int limit(int limit, int max) {
        return inRange("limit", limit, 1, max);
    }
}
