package katas.lab.cli.exercise;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import katas.lab.cli.tree.KataDescription.Need;
import org.jspecify.annotations.Nullable;

/**
 * An exercise as its {@code exercise.yaml} describes it.
 *
 * @param rung what the learner does: build something, or break something with a test
 * @param minutes how long it takes somebody who knows the field
 * @param edit the files that the learner writes in
 * @param needs servers that the checks use
 * @param expectedRed ids of the checks that the starter fails: exactly these
 * @param checks in the order in which they run
 * @param mutants wrong solutions; in a break exercise wrong tests, beside the code that a right test kills
 * @param predict a question to answer before the first check; absent in some
 */
record Exercise(
        int format,
        String title,
        Rung rung,
        int minutes,
        List<String> edit,
        List<Need> needs,
        @JsonProperty("expected_red") List<String> expectedRed,
        List<Check> checks,
        List<Mutant> mutants,
        @Nullable Predict predict,
        List<Link> links) {

    private static final int FORMAT = 1;
    private static final int SECONDS = 10;

    Exercise {
        if (format != FORMAT) {
            throw new IllegalArgumentException("format must be " + FORMAT + ", was " + format);
        }
        needs = orEmpty(needs);
        expectedRed = orEmpty(expectedRed);
        mutants = orEmpty(mutants);
        links = orEmpty(links);
    }

    enum Rung {
        @JsonProperty("build")
        BUILD,
        @JsonProperty("break")
        BREAK
    }

    /**
     * What must hold, in one sentence.
     *
     * @param task number of the task in the instructions that it belongs to
     * @param repeat how often it runs; 1 if absent
     * @param seconds longest time for one run; 10 if absent
     * @param reveal what a surviving mutant does wrong, told once a hint was opened; empty if there is nothing to tell
     */
    record Check(String id, int task, String text, int repeat, int seconds, String reveal) {
        Check {
            repeat = Math.max(1, repeat);
            seconds = seconds == 0 ? SECONDS : seconds;
            reveal = Objects.requireNonNullElse(reveal, "");
        }
    }

    /**
     * A wrong solution: its folder in {@code mutants/} holds the files that differ from the solution.
     *
     * @param killedBy ids of checks that must be red on it
     */
    record Mutant(
            String name,
            String text,
            @JsonProperty("killed_by") List<String> killedBy) {}

    /**
     * A guess asked before the first check.
     *
     * @param answerFrom the measured number that answers it, as {@code CHECK.name}
     */
    record Predict(
            String question, @JsonProperty("answer_from") String answerFrom) {}

    /** Where an idea comes up again. */
    record Link(String idea, String see) {}

    Check check(String id) {
        return checks.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no check " + id + " in exercise.yaml"));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
