package katas.lab.cli.exercise;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import katas.lab.cli.tree.Yaml;

/** An exercise's hints: levels of questions a check, from a nudge to nearly the answer. */
final class Hints {

    private final List<Hint> all;

    private Hints(List<Hint> all) {
        this.all = all;
    }

    record Hint(@JsonProperty("for") String check, int level, String title, String body) {}

    static Hints of(ExerciseFolder exercise) {
        return new Hints(List.of(Yaml.read(exercise.folder().resolve("hints.yaml"), Hint[].class)));
    }

    List<Hint> all() {
        return all;
    }

    /** Returns a check's hints, level 1 first. */
    List<Hint> of(String check) {
        return all.stream()
                .filter(each -> each.check().equals(check))
                .sorted(Comparator.comparingInt(Hint::level))
                .toList();
    }
}
