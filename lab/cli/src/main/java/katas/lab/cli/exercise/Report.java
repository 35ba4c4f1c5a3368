package katas.lab.cli.exercise;

import static katas.lab.cli.terminal.Colour.BOLD;
import static katas.lab.cli.terminal.Colour.FAINT;
import static katas.lab.cli.terminal.Colour.GREEN;
import static katas.lab.cli.terminal.Colour.YELLOW;

import katas.lab.cli.exercise.CheckResult.Verdict;
import katas.lab.cli.terminal.Console;

/** Tells a learner what a grading found: first what matters, then what to do about it. */
record Report(Console console, ExerciseFolder exercise, Progress.Entry progress, Explanation explanation) {

    void print(Grading grading, boolean debug) {
        console.line(console.paint(BOLD, "kata check " + exercise.ref()) + "  "
                + exercise.exercise().title() + console.paint(FAINT, "  seed " + grading.seed()));
        console.line();
        switch (grading.compilation()) {
            case Compilation.Broken(var errors) -> new CompileReport(console, exercise).broken(errors);
            case Compilation.Misfit(var errors) -> new CompileReport(console, exercise).misfit(errors);
            case Compilation.Compiled() -> {
                new CheckReport(console, exercise, progress, explanation, debug).print(grading);
                output(grading);
                console.line();
            }
        }
        verdict(grading);
    }

    private void output(Grading grading) {
        if (grading.outputLines() == 0) {
            return;
        }
        console.line();
        grading.output().forEach(each -> console.line(console.paint(FAINT, " [you] ") + each));
        int more = grading.outputLines() - grading.output().size();
        if (more > 0) {
            console.line(console.paint(FAINT, " [you] … " + more + " lines more: output.txt in the run's folder"));
        }
    }

    private void verdict(Grading grading) {
        var green = grading.count(Verdict.GREEN) + " of " + grading.results().size() + " checks green";
        var exit = console.paint(FAINT, "   exit " + grading.exit().code());
        switch (grading.exit()) {
            case OK -> {
                boolean whole =
                        grading.results().size() == exercise.exercise().checks().size();
                var next = whole
                        ? "The reference solution is open to you now: ./kata solution "
                        : "That is a part; the whole is ./kata check ";
                console.line(" " + console.paint(GREEN, "✓") + (whole ? " Done: " : " ") + green + ". " + next
                        + exercise.ref() + exit);
            }
            case NOT_DONE -> {
                var what = grading.results().isEmpty() ? "it has to compile first" : green;
                console.line(" Not done yet: " + what + ". This red is the exercise, not a broken setup." + exit);
            }
            case INCONCLUSIVE ->
                console.line(" " + console.paint(YELLOW, "?")
                        + " Inconclusive: some runs passed, some did not, and none of them proves anything. Run it again,"
                        + " with less going on beside it." + exit);
            case ENVIRONMENT -> {
                grading.results().stream()
                        .filter(each -> each.is(Verdict.ENVIRONMENT))
                        .findFirst()
                        .ifPresent(each -> console.line(" " + console.paint(YELLOW, "!") + " Environment: "
                                + String.join(" ", explanation.of(each))));
                boolean ran = grading.count(Verdict.GREEN) + grading.count(Verdict.RED) > 0;
                var soWhat = ran ? "This says nothing about your code." : "Your code was not run.";
                console.line("   Fix: ./kata doctor            " + soWhat + exit);
            }
            case USAGE, BUG -> throw new IllegalStateException("a grading never ends so");
        }
    }
}
