package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Suggestion;
import katas.lab.cli.tree.Tree;
import katas.lab.cli.tree.Yaml;

/**
 * An exercise and where its files are.
 *
 * @param slug the folder's name, such as {@code 01-concurrency-limiter}
 */
record ExerciseFolder(Tree tree, String kata, String slug, Exercise exercise) {

    /** Returns all exercises of all katas, in order. */
    static List<ExerciseFolder> all(Tree tree) {
        return list(tree.root())
                .flatMap(kata -> list(kata.resolve("exercises"))
                        .filter(folder -> Files.isRegularFile(folder.resolve("exercise.yaml")))
                        .map(folder -> read(tree, name(kata), folder)))
                .toList();
    }

    /**
     * Finds the exercise that a learner names.
     *
     * @param wanted {@code rate-limiter/01}, or with the slug {@code rate-limiter/01-concurrency-limiter}
     * @throws Stopped when there is none of that name
     */
    static ExerciseFolder find(Tree tree, String wanted) {
        var all = all(tree);
        return all.stream()
                .filter(each -> wanted.equals(each.ref()) || wanted.equals(each.kata + "/" + each.slug))
                .findFirst()
                .orElseThrow(() -> {
                    var refs = all.stream().map(ExerciseFolder::ref).toList();
                    return Stopped.usage(
                            "There is no exercise '" + wanted + "'." + Suggestion.forTypo(wanted, refs),
                            "choose one of: " + String.join(", ", refs));
                });
    }

    /** Returns the short name that commands take, such as {@code rate-limiter/01}. */
    String ref() {
        return kata + "/" + slug.replaceAll("-.*", "");
    }

    Path folder() {
        return tree.module(kata).resolve("exercises").resolve(slug);
    }

    Path starter() {
        return folder().resolve("starter");
    }

    Path solution() {
        return folder().resolve("solution");
    }

    Path checks() {
        return folder().resolve("check");
    }

    Path mutants() {
        return folder().resolve("mutants");
    }

    /** Where the learner's own files are. */
    Path work() {
        return tree.work().resolve(kata).resolve(slug);
    }

    /**
     * Returns the learner's folder.
     *
     * @throws Stopped when the exercise was not started
     */
    Path startedWork() {
        if (!Files.isDirectory(work())) {
            throw Stopped.usage(ref() + " is not started yet.", "./kata start " + ref());
        }
        return work();
    }

    private static ExerciseFolder read(Tree tree, String kata, Path folder) {
        return new ExerciseFolder(tree, kata, name(folder), Yaml.read(folder.resolve("exercise.yaml"), Exercise.class));
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var entries = Files.list(folder)) {
            return entries.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
