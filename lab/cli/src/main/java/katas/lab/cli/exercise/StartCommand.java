package katas.lab.cli.exercise;

import java.nio.file.Files;
import katas.lab.cli.Lab;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lays an exercise's starter out for the learner; what is already there stays as it is. */
@Command(
        name = "start",
        description = "Begin an exercise: copies its starter to work/.",
        mixinStandardHelpOptions = true)
public final class StartCommand implements Runnable {

    private final Lab lab;

    @Mixin
    private ExerciseArgument argument = new ExerciseArgument();

    public StartCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        var console = lab.console();
        var folder = argument.in(lab.tree());
        var exercise = folder.exercise();
        var root = lab.tree().root();
        var work = root.relativize(folder.work());
        if (Files.exists(folder.work())) {
            console.line(" " + folder.ref() + " is started already, and your files are as you left them: " + work);
            console.line("   begin anew   ./kata reset " + folder.ref() + "   (keeps a copy)");
        } else {
            WorkFolder.layOut(folder);
            console.line(" ✓ " + exercise.title() + "   (about " + exercise.minutes() + " minutes)");
        }
        console.line("   read         " + root.relativize(folder.folder().resolve("instructions.md")));
        for (var file : exercise.edit()) {
            console.line("   edit         " + work.resolve(file));
        }
        if (exercise.predict() != null) {
            console.line("   guess        " + work.resolve(Prediction.FILE) + ": "
                    + exercise.predict().question());
        }
        console.line("   check        ./kata check " + folder.ref());
    }
}
