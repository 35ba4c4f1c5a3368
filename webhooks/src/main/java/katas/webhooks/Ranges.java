package katas.webhooks;

import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;

/** Checks settings; throws {@link IllegalArgumentException}, which names what is wrong. */
final class Ranges {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int SECRET_KEY_BYTES = 32;

    private Ranges() {}

    static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ", was " + value);
        }
    }

    static void check(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ", was " + value);
        }
    }

    static void checkName(String name, String value) {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " must be 1 to 64 of a-z, 0-9 and -, was " + value);
        }
    }

    static void checkSecretKey(String name, String base64) {
        if (decodedLength(base64) != SECRET_KEY_BYTES) {
            // does not quote it
            throw new IllegalArgumentException(name + " must be 32 bytes each, in Base64");
        }
    }

    private static int decodedLength(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
