package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The learner's guess, in a file beside the code; their own run answers it. */
final class Prediction {

    static final String FILE = "prediction.txt";

    // as people write them: 4000, 4,000, 4 000, 1.5, 30 %
    private static final Pattern NUMBER = Pattern.compile("[-~]?\\s*\\d[\\d.,' _]*%?");

    private Prediction() {}

    /** Lays out the file to write the guess in. */
    static void ask(Exercise.Predict predict, Path work) throws IOException {
        Files.writeString(
                work.resolve(FILE),
                "# " + predict.question() + "\n# Write one number below, before the first check.\n");
    }

    /** Says what the learner has guessed; nothing if they have not. */
    static String recall(Path work) {
        return guess(work)
                .map(guess -> NUMBER.matcher(guess).matches()
                        ? "You said %s. ".formatted(guess)
                        : "You said '%s'; %s wants a number. ".formatted(guess, FILE))
                .orElse("");
    }

    private static Optional<String> guess(Path work) {
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
