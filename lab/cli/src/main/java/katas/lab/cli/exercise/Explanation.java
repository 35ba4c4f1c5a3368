package katas.lab.cli.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import katas.lab.cli.exercise.RunOutcome.Crashed;
import katas.lab.cli.exercise.RunOutcome.Exited;
import katas.lab.cli.exercise.RunOutcome.Hung;
import katas.lab.cli.exercise.RunOutcome.NoServer;
import katas.lab.cli.exercise.RunOutcome.OutOfMemory;
import katas.lab.cli.exercise.RunOutcome.Passed;
import katas.lab.cli.exercise.RunOutcome.Refuted;
import katas.lab.cli.exercise.RunOutcome.Threw;
import katas.lab.cli.exercise.RunOutcome.Unclear;
import katas.lab.cli.exercise.RunOutcome.Unmet;

/**
 * Puts a run that did not pass into words.
 *
 * @param learner the files to point at
 */
record Explanation(Sources learner) {

    private static final int MESSAGE_LINES = 12;

    /** Returns lines, each beginning with a word that says what it is. */
    List<String> of(CheckResult result) {
        var lines = new ArrayList<String>();
        switch (result.worst()) {
            case Passed _ -> {}
            case Refuted it -> {
                lines.add("expected  " + it.expected() + "          got  " + it.got() + everyRun(result));
                if (!it.broken().isEmpty()) {
                    lines.add("broken    " + it.broken());
                }
                if (!it.history().isEmpty()) {
                    lines.add("counter-example");
                    it.history().forEach(each -> lines.add("  " + each));
                }
            }
            case Unmet it -> {
                it.message().strip().lines().limit(MESSAGE_LINES).forEach(lines::add);
                at(it.frames(), lines);
                addRuns(result, lines);
            }
            case Threw it -> {
                lines.add((isOurs(it.frames()) ? "your code threw  " : "threw     ")
                        + it.type()
                        + (it.message().isEmpty()
                                ? ""
                                : ": " + it.message().lines().findFirst().orElse("")));
                at(it.frames(), lines);
                addRuns(result, lines);
            }
            case Hung it -> {
                lines.add("did not come back within " + it.seconds() + " s: " + how(it));
                it.deadlock().forEach(each -> lines.add("  " + each));
                at(it.frames(), lines);
            }
            case Exited it -> {
                lines.add(
                        "ended the whole JVM: " + (it.frames().isEmpty() ? "from outside" : "System.exit was called"));
                at(it.frames(), lines);
            }
            case OutOfMemory _ -> lines.add("used up all of its memory (512 MB)");
            case Crashed it -> lines.add("ended the whole JVM, which left with exit code " + it.status());
            case Unclear it -> lines.add("could not tell: " + it.reason());
            case NoServer it -> lines.add(it.message());
        }
        return lines;
    }

    String trace(CheckResult result) {
        return switch (result.worst()) {
            case Refuted it -> it.trace();
            case Unmet it -> it.trace();
            case Threw it -> it.trace();
            case Passed _, Hung _, Exited _, OutOfMemory _, Crashed _, Unclear _, NoServer _ -> "";
        };
    }

    /** Returns every run's outcome in few words, if there were several. */
    static String runs(CheckResult result) {
        return result.runs().stream()
                .map(each -> switch (each) {
                    case Passed _ -> "passed";
                    case Refuted it -> it.got();
                    case Unmet _ -> "failed";
                    case Threw it -> it.type();
                    case Hung _ -> "hung";
                    case Exited _ -> "exited";
                    case OutOfMemory _ -> "out of memory";
                    case Crashed _ -> "crashed";
                    case Unclear _ -> "could not tell";
                    case NoServer _ -> "no server";
                })
                .collect(Collectors.joining(", ", result.runs().size() + " runs: ", ""));
    }

    private static String everyRun(CheckResult result) {
        return result.runs().size() > 1 ? "          (" + runs(result) + ")" : "";
    }

    private static void addRuns(CheckResult result, List<String> lines) {
        if (result.runs().size() > 1) {
            lines.add(runs(result));
        }
    }

    private static String how(Hung it) {
        if (!it.deadlock().isEmpty()) {
            return "a deadlock, threads wait for each other";
        }
        return it.running() ? "it runs and runs, an endless loop" : "it waits for something that does not come";
    }

    private boolean isOurs(List<String> frames) {
        return frames.stream().anyMatch(learner::contain);
    }

    /** Points at the innermost line of the learner's. */
    private void at(List<String> frames, List<String> lines) {
        frames.stream()
                .filter(learner::contain)
                .findFirst()
                .ifPresent(each -> lines.add("at        " + each.replaceAll(".*\\((.*)\\)", "$1")));
    }
}
