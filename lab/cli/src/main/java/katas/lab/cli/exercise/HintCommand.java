package katas.lab.cli.exercise;

import katas.lab.cli.Lab;
import katas.lab.cli.terminal.Stopped;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Opens one hint at a time: for the check that was red last, the level that is still closed. */
@Command(name = "hint", description = "Open the next hint; it costs nothing.", mixinStandardHelpOptions = true)
public final class HintCommand implements Runnable {

    private final Lab lab;

    @Mixin
    private ExerciseArgument argument = new ExerciseArgument();

    @Option(names = "--check", paramLabel = "ID", description = "For this check instead of the one that was red last.")
    private @Nullable String check;

    public HintCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        var console = lab.console();
        var folder = argument.in(lab.tree());
        // a hint is counted, and before the start there is nothing that it could help with
        folder.startedWork();
        var progress = new Progress(lab.tree());
        var entry = progress.of(folder);
        var id = subject(folder, entry);
        var hints = Hints.of(folder).of(id);
        if (hints.isEmpty()) {
            throw Stopped.usage(
                    "There is no hint for '" + id + "'.", "./kata check " + folder.ref() + " names the checks");
        }
        var hint = hints.stream()
                .filter(each -> !entry.hasOpened(each))
                .findFirst()
                .orElseGet(hints::getLast);
        progress.update(folder, before -> before.afterHint(hint));
        console.line(" " + id + "  " + folder.exercise().check(id).text());
        console.line();
        console.line(" " + hint.title() + "   (level " + hint.level() + " of " + hints.size() + ")");
        hint.body().lines().forEach(each -> console.line("   " + each));
        console.line();
        console.line(
                hint.equals(hints.getLast())
                        ? " That was the last one. When nothing helps: ./kata solution " + folder.ref() + " --give-up"
                        : " More: ./kata hint " + folder.ref());
    }

    private String subject(ExerciseFolder folder, Progress.Entry entry) {
        if (check != null) {
            return check;
        }
        if (!entry.red().isEmpty()) {
            return entry.red();
        }
        var exercise = folder.exercise();
        return exercise.expectedRed().isEmpty()
                ? exercise.checks().getFirst().id()
                : exercise.expectedRed().getFirst();
    }
}
