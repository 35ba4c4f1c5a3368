package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import katas.lab.cli.exercise.Exercise.Check;
import katas.lab.cli.exercise.Exercise.Rung;

/**
 * Compiles somebody's files with an exercise's checks and runs the checks on them.
 *
 * @param kataClassPath the kata's classes and everything that its tests need
 * @param progress gets the id of each check that starts
 */
record Grader(ExerciseFolder exercise, List<Path> kataClassPath, Consumer<String> progress) {

    private static final int OUTPUT_LINES = 20;

    /**
     * What to run.
     *
     * @param only ids of checks; empty for all
     * @param all goes on after a failure
     */
    record Choice(List<String> only, boolean all, long seed) {}

    /**
     * Grades.
     *
     * @param folder an empty or missing folder for everything that comes up
     */
    Grading grade(Sources learner, Choice choice, Path folder) {
        var classes = folder.resolve("classes");
        var compilation = Compilation.of(learner, checkSources(), kataClassPath, classes);
        if (!(compilation instanceof Compilation.Compiled)) {
            return new Grading(compilation, List.of(), choice.seed(), List.of(), 0);
        }
        var classPath =
                Stream.concat(Stream.of(classes), kataClassPath.stream()).toList();
        var jvm = new CheckJvm(classPath, exercise.tree().module(exercise.kata()), testClasses());
        var transcript = new Transcript(chosen(choice));
        var output = new ArrayList<String>();
        run(jvm, transcript, choice, folder, output::add);
        save(folder.resolve("output.txt"), output);
        return new Grading(
                compilation,
                transcript.results(),
                choice.seed(),
                output.stream().limit(OUTPUT_LINES).toList(),
                output.size());
    }

    private void run(CheckJvm jvm, Transcript transcript, Choice choice, Path folder, Consumer<String> output) {
        var stopAfter = stopAfter(choice);
        var left = transcript.rest();
        for (int number = 1; !left.isEmpty(); number++) {
            var ended = jvm.run(
                    left,
                    stopAfter,
                    choice.seed(),
                    folder.resolve("events-" + number + ".jsonl"),
                    line -> {
                        if (!line.startsWith("Terminating due to java.lang.OutOfMemoryError")) {
                            output.accept(line);
                        }
                    },
                    event -> {
                        if (event.event().equals("started")) {
                            progress.accept(event.check());
                        }
                    });
            ended.events().forEach(transcript::read);
            transcript.jvmEnded(ended);
            int before = left.size();
            left = transcript.rest();
            if (ended.complete() || stopped(transcript, stopAfter)) {
                return;
            }
            if (left.size() == before) {
                throw new IllegalStateException("The checks did not start: " + String.join("\n", ended.lastLines()));
            }
        }
    }

    private static boolean stopped(Transcript transcript, List<String> stopAfter) {
        return transcript.results().stream()
                .filter(each -> stopAfter.contains(each.check().id()))
                .anyMatch(each -> !each.runs().isEmpty() && !each.is(CheckResult.Verdict.GREEN));
    }

    private List<Check> chosen(Choice choice) {
        return exercise.exercise().checks().stream()
                .filter(each -> choice.only().isEmpty() || choice.only().contains(each.id()))
                .toList();
    }

    /** In a build exercise the first failure is the one to look at; in a break exercise all survivors matter. */
    private List<String> stopAfter(Choice choice) {
        if (choice.all()) {
            return List.of();
        }
        var ids = chosen(choice).stream().map(Check::id).toList();
        return exercise.exercise().rung() == Rung.BREAK ? ids.subList(0, Math.min(1, ids.size())) : ids;
    }

    /** In a break exercise what the learner's test must kill belongs to the checks; wrong tests do not. */
    private Sources checkSources() {
        var checks = Sources.in(exercise.checks());
        if (exercise.exercise().rung() == Rung.BUILD) {
            return checks;
        }
        var wrongTests = exercise.exercise().mutants().stream()
                .map(Exercise.Mutant::name)
                .toList();
        return checks.under(Sources.in(exercise.mutants()).without(wrongTests));
    }

    private List<String> testClasses() {
        return Sources.in(exercise.checks()).files().keySet().stream()
                .map(each -> each.toString().replaceAll("\\.java$", "").replaceAll("[/\\\\]", "."))
                .filter(each -> !each.endsWith("package-info"))
                .toList();
    }

    private static void save(Path file, List<String> lines) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
