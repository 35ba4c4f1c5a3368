package katas.lab.cli.exercise;

import java.nio.file.Path;
import java.util.List;
import katas.lab.cli.exercise.Compilation.CompileError;
import katas.lab.cli.terminal.Colour;
import katas.lab.cli.terminal.Console;

/** Shows compile errors in the lines where they are. */
record CompileReport(Console console, ExerciseFolder exercise) {

    private static final int ERRORS = 5;

    void broken(List<CompileError> errors) {
        errors("It does not compile yet", errors);
    }

    void misfit(List<CompileError> errors) {
        errors("The checks no longer fit your code: a name or a signature has changed", errors);
        console.line("     The starter has them as the checks need them: " + relative(exercise.starter()));
    }

    private void errors(String what, List<CompileError> errors) {
        console.line(" " + console.paint(Colour.RED, "✗") + " " + what + ". No check was run.");
        errors.stream().limit(ERRORS).forEach(this::error);
        if (errors.size() > ERRORS) {
            console.line("     … and " + (errors.size() - ERRORS) + " more");
        }
        console.line();
    }

    private void error(CompileError error) {
        var message = error.message().lines().toList();
        console.line("     " + relative(error.file()) + ":" + error.lineNumber() + "  " + message.getFirst());
        message.stream().skip(1).forEach(each -> console.line("         " + each.strip()));
        if (!error.line().isEmpty()) {
            console.line("         " + error.line());
            console.line("         " + " ".repeat((int) Math.max(0, error.column() - 1)) + "^");
        }
    }

    private Path relative(Path file) {
        var root = exercise.tree().root();
        return file.startsWith(root) ? root.relativize(file) : file;
    }
}
