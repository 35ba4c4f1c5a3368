package katas.lab.cli.exercise;

import static katas.lab.cli.terminal.Colour.BOLD;
import static katas.lab.cli.terminal.Colour.FAINT;
import static katas.lab.cli.terminal.Colour.GREEN;
import static katas.lab.cli.terminal.Colour.RED;
import static katas.lab.cli.terminal.Colour.YELLOW;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import katas.lab.cli.exercise.CheckResult.Verdict;
import katas.lab.cli.exercise.Compilation.CompileError;
import katas.lab.cli.terminal.Colour;
import katas.lab.cli.terminal.Console;

/** Tells a learner what a grading found: first what matters, then what to do about it. */
final class Report {

    private static final int ERRORS = 5;

    private final Console console;
    private final ExerciseFolder exercise;
    private final Progress.Entry progress;
    private final Explanation explanation;

    Report(Console console, ExerciseFolder exercise, Progress.Entry progress, Sources learner) {
        this.console = console;
        this.exercise = exercise;
        this.progress = progress;
        this.explanation = new Explanation(learner);
    }

    void print(Grading grading, boolean debug) {
        console.line(console.paint(BOLD, "kata check " + exercise.ref()) + "  "
                + exercise.exercise().title() + console.paint(FAINT, "  seed " + grading.seed()));
        console.line();
        switch (grading.compilation()) {
            case Compilation.Broken(var errors) -> compileErrors("It does not compile yet", errors);
            case Compilation.Misfit(var errors) -> {
                compileErrors("The checks no longer fit your code: a name or a signature has changed", errors);
                console.line("     The starter has them as the checks need them: " + relative(exercise.starter()));
            }
            case Compilation.Compiled() -> {
                grading.results().forEach(each -> check(each, grading, debug));
                notRun(grading);
                output(grading);
                console.line();
            }
        }
        verdict(grading);
    }

    private void compileErrors(String what, List<CompileError> errors) {
        console.line(mark(RED, "✗") + what + ". No check was run.");
        for (var error : errors.stream().limit(ERRORS).toList()) {
            var message = error.message().lines().toList();
            console.line("     " + relative(error.file()) + ":" + error.lineNumber() + "  " + message.getFirst());
            message.stream().skip(1).forEach(each -> console.line("         " + each.strip()));
            if (!error.line().isEmpty()) {
                console.line("         " + error.line());
                console.line("         " + " ".repeat((int) Math.max(0, error.column() - 1)) + "^");
            }
        }
        if (errors.size() > ERRORS) {
            console.line("     … and " + (errors.size() - ERRORS) + " more");
        }
        console.line();
    }

    private void check(CheckResult result, Grading grading, boolean debug) {
        var id = result.check().id();
        switch (result.verdict()) {
            case GREEN -> headline(mark(GREEN, "✓"), result);
            case RED -> {
                headline(mark(RED, "✗"), result);
                reasons(result, debug);
                if (id.equals(grading.ids(Verdict.RED).getFirst())) {
                    again(id, grading);
                    nextHint(id);
                }
            }
            case INCONCLUSIVE -> {
                headline(mark(YELLOW, "?"), result);
                reasons(result, debug);
                again(id, grading);
            }
            case ENVIRONMENT -> headline(mark(YELLOW, "!"), result);
            case NOT_RUN -> {}
        }
    }

    private void headline(String mark, CheckResult result) {
        var check = result.check();
        var runs = check.repeat() > 1 && result.is(Verdict.GREEN) ? check.repeat() + " runs, " : "";
        int width = exercise.exercise().checks().stream()
                .mapToInt(each -> each.text().length())
                .max()
                .orElse(1);
        console.line(("%s%s  %-" + width + "s  %s")
                .formatted(
                        mark,
                        check.id(),
                        check.text(),
                        console.paint(FAINT, String.format(Locale.ROOT, "%s%.1f s", runs, result.millis() / 1e3))));
    }

    private void reasons(CheckResult result, boolean debug) {
        explanation.of(result).forEach(each -> console.line("     " + each));
        if (!result.check().reveal().isEmpty()
                && progress.hasOpenedAny(result.check().id())) {
            console.line("     in fact   " + result.check().reveal());
        }
        if (debug) {
            explanation.trace(result).lines().forEach(each -> console.line("     " + console.paint(FAINT, each)));
        }
    }

    private void again(String id, Grading grading) {
        console.line("     again     ./kata check " + exercise.ref() + " --check " + id + " --seed " + grading.seed());
    }

    private void nextHint(String id) {
        var hints = Hints.of(exercise).of(id);
        hints.stream()
                .filter(each -> !progress.hasOpened(each))
                .findFirst()
                .ifPresent(each -> console.line("     stuck?    ./kata hint " + exercise.ref() + "        (level "
                        + each.level() + " of " + hints.size() + ": \"" + each.title() + "\")"));
    }

    private void notRun(Grading grading) {
        var first = grading.results().stream()
                .filter(each -> !each.is(Verdict.GREEN) && !each.is(Verdict.NOT_RUN))
                .findFirst();
        var left = grading.ids(Verdict.NOT_RUN);
        if (first.isPresent() && !left.isEmpty()) {
            console.line(mark(FAINT, "⏭")
                    + String.join(", ", left)
                    + console.paint(
                            FAINT, "  not run: " + first.get().check().id() + " first   (--all runs them anyway)"));
        }
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
            case OK ->
                console.line(mark(GREEN, "✓") + "Done: " + green + "."
                        + " The reference solution is open to you now: ./kata solution " + exercise.ref() + exit);
            case NOT_DONE ->
                console.line(" Not done yet: " + (grading.results().isEmpty() ? "it has to compile first" : green)
                        + ". This red is the exercise, not a broken setup." + exit);
            case INCONCLUSIVE ->
                console.line(mark(YELLOW, "?") + "Inconclusive: some runs passed, some did not, and none of them proves"
                        + " anything. Run it again, with less going on beside it." + exit);
            case ENVIRONMENT -> environment(grading, exit);
            case USAGE, BUG -> throw new IllegalStateException("a grading never ends so");
        }
    }

    private void environment(Grading grading, String exit) {
        grading.results().stream()
                .filter(each -> each.is(Verdict.ENVIRONMENT))
                .findFirst()
                .ifPresent(each ->
                        console.line(mark(YELLOW, "!") + "Environment: " + String.join(" ", explanation.of(each))));
        console.line("   Fix: ./kata doctor            This says nothing about your code." + exit);
    }

    private String mark(Colour colour, String sign) {
        return " " + console.paint(colour, sign) + " ";
    }

    private Path relative(Path file) {
        var root = exercise.tree().root();
        return file.startsWith(root) ? root.relativize(file) : file;
    }
}
