package katas.lab.cli.exercise;

import static katas.lab.cli.terminal.Colour.FAINT;
import static katas.lab.cli.terminal.Colour.GREEN;
import static katas.lab.cli.terminal.Colour.RED;
import static katas.lab.cli.terminal.Colour.YELLOW;

import java.util.Locale;
import katas.lab.cli.exercise.CheckResult.Verdict;
import katas.lab.cli.terminal.Colour;
import katas.lab.cli.terminal.Console;

/**
 * Shows each check's result, and below the first red one the way on.
 *
 * @param debug whether stack traces are wanted
 */
record CheckReport(
        Console console, ExerciseFolder exercise, Progress.Entry progress, Explanation explanation, boolean debug) {

    void print(Grading grading) {
        for (var result : grading.results()) {
            switch (result.verdict()) {
                case GREEN -> headline(GREEN, "✓", result);
                case RED -> {
                    headline(RED, "✗", result);
                    reasons(result);
                    if (result.check().id().equals(grading.ids(Verdict.RED).getFirst())) {
                        again(result, grading);
                        nextHint(result);
                    }
                }
                case INCONCLUSIVE -> {
                    headline(YELLOW, "?", result);
                    reasons(result);
                    again(result, grading);
                }
                case ENVIRONMENT -> headline(YELLOW, "!", result);
                case NOT_RUN -> {
                    // all of them in one line, below
                }
            }
        }
        notRun(grading);
    }

    private void headline(Colour colour, String sign, CheckResult result) {
        var check = result.check();
        int width = exercise.exercise().checks().stream()
                .mapToInt(each -> each.text().length())
                .max()
                .orElse(1);
        var runs = check.repeat() > 1 && result.is(Verdict.GREEN) ? check.repeat() + " runs, " : "";
        var time = String.format(Locale.ROOT, "%s%.1f s", runs, result.millis() / 1e3);
        console.line((" %s %s  %-" + width + "s  %s")
                .formatted(console.paint(colour, sign), check.id(), check.text(), console.paint(FAINT, time)));
    }

    private void reasons(CheckResult result) {
        explanation.of(result).forEach(each -> console.line("     " + each));
        if (!result.check().reveal().isEmpty()
                && progress.hasOpenedAny(result.check().id())) {
            console.line("     in fact   " + result.check().reveal());
        }
        if (debug) {
            explanation.trace(result).lines().forEach(each -> console.line("     " + console.paint(FAINT, each)));
        }
    }

    private void again(CheckResult result, Grading grading) {
        console.line("     again     ./kata check %s --check %s --seed %d"
                .formatted(exercise.ref(), result.check().id(), grading.seed()));
    }

    private void nextHint(CheckResult result) {
        var hints = Hints.of(exercise).of(result.check().id());
        hints.stream()
                .filter(each -> !progress.hasOpened(each))
                .findFirst()
                .ifPresent(each -> console.line("     stuck?    ./kata hint %s        (level %d of %d: \"%s\")"
                        .formatted(exercise.ref(), each.level(), hints.size(), each.title())));
    }

    private void notRun(Grading grading) {
        var first = grading.results().stream()
                .filter(each -> !each.is(Verdict.GREEN) && !each.is(Verdict.NOT_RUN))
                .findFirst();
        var left = grading.ids(Verdict.NOT_RUN);
        if (first.isPresent() && !left.isEmpty()) {
            var why = "  not run: " + first.get().check().id() + " first   (--all runs them anyway)";
            console.line(" " + console.paint(FAINT, "⏭") + " " + String.join(", ", left) + console.paint(FAINT, why));
        }
    }
}
