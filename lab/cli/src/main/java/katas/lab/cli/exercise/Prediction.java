package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The learner's guess, in a file beside the code; their own run answers it. */
final class Prediction {

    static final String FILE = "prediction.txt";

    private Prediction() {}

    /** Lays out the file to write the guess in. */
    static void ask(Exercise.Predict predict, Path work) throws IOException {
        Files.writeString(
                work.resolve(FILE),
                "# " + predict.question() + "\n# Write one number below, before the first check.\n");
    }

    static Optional<String> guess(Path work) {
        var file = work.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(each -> !each.isEmpty() && !each.startsWith("#"))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the measured answer, if the check that measures it ran. */
    static Optional<Long> answer(Exercise.Predict predict, Grading grading) {
        return grading.results().stream()
                .filter(each -> predict.answerFrom().startsWith(each.check().id() + "."))
                .flatMap(each -> Optional.ofNullable(each.measured()
                                .get(predict.answerFrom()
                                        .substring(each.check().id().length() + 1)))
                        .stream())
                .findFirst();
    }
}
