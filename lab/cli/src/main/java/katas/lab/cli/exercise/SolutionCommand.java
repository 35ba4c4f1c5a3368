package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import katas.lab.cli.Lab;
import katas.lab.cli.terminal.Colour;
import katas.lab.cli.terminal.Stopped;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the reference solution to those who passed or gave up. */
@Command(
        name = "solution",
        description = "Show the reference solution: after a pass, or when you give up.",
        mixinStandardHelpOptions = true)
public final class SolutionCommand implements Runnable {

    private final Lab lab;

    @Mixin
    private ExerciseArgument argument = new ExerciseArgument();

    @Option(names = "--give-up", description = "Show it without a pass; noted, not punished.")
    private boolean giveUp;

    public SolutionCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        var folder = argument.in(lab.tree());
        var progress = new Progress(lab.tree());
        if (!progress.of(folder).passed() && !giveUp) {
            throw Stopped.usage(
                    "The solution of " + folder.ref() + " opens once all checks are green.",
                    "./kata check " + folder.ref() + ", or ./kata solution " + folder.ref() + " --give-up");
        }
        if (giveUp) {
            progress.update(folder, Progress.Entry::afterGivingUp);
        }
        Sources.in(folder.solution()).paths().forEach(this::print);
    }

    private void print(Path file) {
        var console = lab.console();
        console.line(console.paint(Colour.BOLD, "── " + lab.tree().root().relativize(file)));
        try {
            Files.readString(file).lines().forEach(console::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        console.line();
    }
}
