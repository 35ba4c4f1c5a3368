package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Copies, moves and removes whole folders. */
final class WorkFolder {

    private WorkFolder() {}

    /** Copies the starter for a learner, with the file for the guess if the exercise asks for one. */
    static void layOut(ExerciseFolder exercise) {
        try {
            copy(exercise.starter(), exercise.work());
            if (exercise.exercise().predict() != null) {
                Prediction.ask(exercise.exercise().predict(), exercise.work());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /** Removes a folder with all that is in it; nothing if it is not there. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
