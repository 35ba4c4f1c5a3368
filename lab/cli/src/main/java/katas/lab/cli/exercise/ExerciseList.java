package katas.lab.cli.exercise;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import katas.lab.cli.tree.Tree;

/** A kata's exercises and how far the learner is, in a line each. */
public final class ExerciseList {

    private ExerciseList() {}

    public static List<String> of(Tree tree, String kata) {
        var progress = new Progress(tree);
        return ExerciseFolder.all(tree).stream()
                .filter(each -> each.kata().equals(kata))
                .map(each -> line(each, progress.of(each)))
                .toList();
    }

    private static String line(ExerciseFolder folder, Progress.Entry progress) {
        var exercise = folder.exercise();
        var rung = exercise.rung().name().toLowerCase(Locale.ROOT);
        return "%s  %s: %s  (%d minutes%s)"
                .formatted(folder.ref(), rung, exercise.title(), exercise.minutes(), state(folder, progress));
    }

    private static String state(ExerciseFolder folder, Progress.Entry progress) {
        if (progress.passed()) {
            return ", done";
        }
        return Files.isDirectory(folder.work()) ? ", begun" : "";
    }
}
