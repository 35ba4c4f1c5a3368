package katas.ratelimiter;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Limits that go by one name and are decided together.
 *
 * @param name 1 to 64 letters, digits, {@code . _ -}, beginning with a letter or digit
 * @param algorithm how every limit counts
 * @param limits 1 to {@value #MAX_LIMITS}, no two with the same window
 * @param onOutage what becomes of calls while nobody can count them
 */
public record Policy(String name, Algorithm algorithm, List<Limit> limits, OnOutage onOutage) {

    public static final int MAX_KEY_LENGTH = 256;
    public static final int MAX_LIMITS = 4;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Policy {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidPolicy(
                    "name", "must be 1 to 64 letters, digits, '.', '_' or '-', beginning with one of the first two");
        }
        limits = List.copyOf(limits);
        if (limits.isEmpty() || limits.size() > MAX_LIMITS) {
            throw new InvalidPolicy("limits", "must be 1 to " + MAX_LIMITS + ", were " + limits.size());
        }
        var windows = new HashSet<Object>();
        for (int i = 0; i < limits.size(); i++) {
            var limit = limits.get(i);
            if (!windows.add(limit.window())) {
                throw new InvalidPolicy("limits[" + i + "].window", "two limits have the window " + limit.window());
            }
            try {
                algorithm.check(limit);
            } catch (InvalidPolicy e) {
                throw e.in("limits[" + i + "]");
            }
        }
    }

    /** Returns the most permits that one call can ever get. */
    public int capacity() {
        return limits.stream().mapToInt(algorithm::capacity).min().orElseThrow();
    }

    /** Returns what a limit goes by in header fields: the policy's name, and its window where there are several. */
    public String nameOf(Limit limit) {
        return limits.size() == 1 ? name : name + "-" + limit.window().toSeconds() + "s";
    }
}
