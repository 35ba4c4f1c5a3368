package katas.lab.cli.tree;

import java.util.Comparator;
import java.util.List;

/** Finds the name that somebody probably meant. */
public final class Suggestion {
    private Suggestion() {}

    /** Says {@code " Did you mean 'x'?"}, or nothing when no candidate is near. */
    public static String forTypo(String typed, List<String> candidates) {
        return candidates.stream()
                .filter(candidate -> near(typed, candidate))
                .min(Comparator.comparingInt(candidate -> distance(typed, candidate)))
                .map(candidate -> " Did you mean '" + candidate + "'?")
                .orElse("");
    }

    private static boolean near(String typed, String candidate) {
        return !typed.isBlank()
                && (candidate.startsWith(typed) || distance(typed, candidate) <= Math.max(2, candidate.length() / 3));
    }

    /** How many letters to insert, delete or replace (Levenshtein). */
    static int distance(String from, String to) {
        var previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            var row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[to.length()];
    }
}
