package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import katas.lab.cli.exercise.Exercise.Mutant;
import katas.lab.cli.exercise.Exercise.Rung;

/** Finds what is wrong with an exercise's files before anything runs. */
record FormProof(ExerciseFolder folder) {

    private static final List<String> SECTIONS = List.of(
            "Hook",
            "Why it matters",
            "Invariants to keep",
            "Predict",
            "Tasks",
            "What the checks will do",
            "Out of scope",
            "Think");

    List<String> problems() {
        var problems = new ArrayList<String>();
        var ids = folder.exercise().checks().stream().map(Exercise.Check::id).toList();
        if (ids.stream().distinct().count() < ids.size()) {
            problems.add("two checks have the same id: " + ids);
        }
        hints(ids, problems);
        sections(problems);
        edits(problems);
        mutants(ids, problems);
        unknown("expected_red", folder.exercise().expectedRed(), ids, problems);
        return problems;
    }

    private void hints(List<String> ids, List<String> problems) {
        var hints = Hints.of(folder);
        for (var id : ids) {
            var levels = hints.of(id).stream().map(Hints.Hint::level).toList();
            if (levels.size() < 2 || levels.getFirst() != 1) {
                problems.add("hints.yaml has fewer than two levels for " + id + ": " + levels);
            }
        }
        for (var hint : hints.all()) {
            unknown("hints.yaml", List.of(hint.check()), ids, problems);
            if (!hint.title().endsWith("?")) {
                problems.add("a hint's title is a question, this is not: " + hint.title());
            }
        }
    }

    private void sections(List<String> problems) {
        var found = read(folder.folder().resolve("instructions.md"))
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).strip())
                .toList();
        if (!found.equals(SECTIONS)) {
            problems.add("instructions.md has the sections " + found + " instead of " + SECTIONS);
        }
    }

    private void edits(List<String> problems) {
        for (var file : folder.exercise().edit()) {
            for (var side : List.of(folder.starter(), folder.solution())) {
                if (!Files.isRegularFile(side.resolve(file))) {
                    problems.add("no file " + side.resolve(file));
                }
            }
        }
    }

    private void mutants(List<String> ids, List<String> problems) {
        for (var mutant : folder.exercise().mutants()) {
            if (Sources.in(folder.mutants().resolve(mutant.name())).files().isEmpty()) {
                problems.add("mutant " + mutant.name() + " has no files");
            }
            if (mutant.killedBy().isEmpty()) {
                problems.add("mutant " + mutant.name() + " names no check that kills it");
            }
            unknown("mutant " + mutant.name(), mutant.killedBy(), ids, problems);
        }
        if (folder.exercise().rung() == Rung.BUILD) {
            var named = folder.exercise().mutants().stream().map(Mutant::name).toList();
            Sources.in(folder.mutants())
                    .without(named)
                    .paths()
                    .forEach(each -> problems.add("no mutant in exercise.yaml accounts for " + each));
        }
    }

    private static void unknown(String where, List<String> named, List<String> ids, List<String> problems) {
        named.stream()
                .filter(each -> !ids.contains(each))
                .forEach(each -> problems.add(where + " names " + each + ", which is no check"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
