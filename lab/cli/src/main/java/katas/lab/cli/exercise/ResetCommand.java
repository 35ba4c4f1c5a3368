package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import katas.lab.cli.Lab;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Begins an exercise anew; the learner's files are moved aside, never deleted. */
@Command(
        name = "reset",
        description = "Begin an exercise anew; keeps a copy of your files.",
        mixinStandardHelpOptions = true)
public final class ResetCommand implements Runnable {

    private final Lab lab;

    @Mixin
    private ExerciseArgument argument = new ExerciseArgument();

    public ResetCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        var folder = argument.in(lab.tree());
        var work = folder.startedWork();
        var backup = freeName(work);
        try {
            Files.move(work, backup);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        WorkFolder.layOut(folder);
        var root = lab.tree().root();
        lab.console().line(" ✓ The starter is back in " + root.relativize(work));
        lab.console().line("   Your files are in " + root.relativize(backup));
    }

    private static Path freeName(Path work) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> work.resolveSibling(work.getFileName() + ".backup-" + number))
                .filter(each -> !Files.exists(each))
                .findFirst()
                .orElseThrow();
    }
}
