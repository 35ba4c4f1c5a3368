package katas.lab.testing.exercise;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which checks run, in which order, and how often each: {@code RL-101:3,RL-102:1}.
 *
 * @param runs how often each check runs, by id; empty for every check once
 */
public record CheckPlan(SequencedMap<String, Integer> runs) {

    /** The JUnit configuration parameter that carries a plan. */
    public static final String PARAMETER = "lab.checks";

    /**
     * Reads a plan.
     *
     * @throws IllegalArgumentException when a count is no number
     */
    public static CheckPlan parse(Optional<String> text) {
        var runs = new LinkedHashMap<String, Integer>();
        Arrays.stream(text.orElse("").split(","))
                .filter(each -> !each.isBlank())
                .forEach(each -> {
                    var parts = each.split(":", 2);
                    runs.put(parts[0], parts.length == 1 ? 1 : Integer.parseInt(parts[1]));
                });
        return new CheckPlan(runs);
    }

    public boolean includes(String id) {
        return runs.isEmpty() || runs.containsKey(id);
    }

    int runsOf(String id) {
        return runs.getOrDefault(id, 1);
    }

    int positionOf(String id) {
        int position = 0;
        for (Map.Entry<String, Integer> each : runs.entrySet()) {
            if (each.getKey().equals(id)) {
                return position;
            }
            position++;
        }
        return Integer.MAX_VALUE;
    }
}
