package katas.shopping.web;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Checks single fields of what callers send; throws {@link InvalidRequest}. */
final class Checks {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String NO_DURATION = "must be a duration of 0 to 365 days, such as PT10S";

    private static final Pattern SKU = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern CART = Pattern.compile("cart_[0-9a-z]{26}");
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z_.-]{1,64}");
    private static final int LONGEST_KEY = 255;

    private Checks() {}

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRequest(field, "is missing");
        }
        return value;
    }

    static long inRange(String field, @Nullable Long value, long min, long max) {
        long present = present(field, value);
        if (present < min || present > max) {
            throw new InvalidRequest(field, "must be from " + min + " to " + max + ", was " + present);
        }
        return present;
    }

    static int inRange(String field, @Nullable Integer value, int min, int max) {
        return (int) inRange(field, value == null ? null : value.longValue(), min, max);
    }

    static Duration duration(String field, Duration value) {
        if (value.isNegative() || value.compareTo(Duration.ofDays(365)) > 0) {
            throw new InvalidRequest(field, NO_DURATION);
        }
        return value;
    }

    static String sku(String sku) {
        if (!SKU.matcher(sku).matches()) {
            throw new InvalidRequest("sku", "must be 1 to 64 of a-z, 0-9 and -, and not begin with -");
        }
        return sku;
    }

    /** Returns the id of a cart that may be there; asks the store for no other. */
    static String cart(String id) {
        if (!CART.matcher(id).matches()) {
            throw CartProblems.absent();
        }
        return id;
    }

    static String paymentToken(@Nullable String token) {
        var present = present("paymentToken", token);
        if (!TOKEN.matcher(present).matches()) {
            throw new InvalidRequest("paymentToken", "must be 1 to 64 letters, digits, _, . or -");
        }
        return present;
    }

    /** Returns the key that makes a repetition harmless. */
    static String idempotencyKey(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(IDEMPOTENCY_KEY);
        if (values.isEmpty()) {
            throw new InvalidRequest(IDEMPOTENCY_KEY, "is missing");
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
