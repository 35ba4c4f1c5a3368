package katas.lab.cli.exercise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import katas.lab.cli.exercise.CheckResult.Verdict;
import katas.lab.cli.exercise.Compilation.Compiled;
import katas.lab.cli.exercise.Grader.Choice;
import katas.lab.cli.terminal.Exit;

/**
 * Proves that an exercise is fair: its solution is green, twice; its starter is red exactly where it says; every mutant
 * is killed by every check that claims to; and every check has been seen red.
 *
 * @param scratch a folder for everything that comes up
 * @param progress gets what is being tried
 */
record ExerciseProof(ExerciseFolder folder, Grader grader, Path scratch, Consumer<String> progress) {

    private static final int ATTEMPTS = 3;

    /**
     * One thing that must be so.
     *
     * @param but what is the case instead; empty if it is so
     * @param environment whether it could not be tried at all
     */
    record Claim(String text, String but, boolean environment) {

        boolean holds() {
            return but.isEmpty();
        }
    }

    List<Claim> claims() {
        var claims = new ArrayList<Claim>();
        var form = new FormProof(folder).problems();
        claims.add(new Claim("its files are complete", String.join("; ", form), false));
        if (!form.isEmpty()) {
            return claims;
        }
        claims.add(solution("solution is green", 1));
        if (!claims.getLast().holds()) {
            return claims;
        }
        claims.add(solution("solution is green again, with another seed", 2));
        var seenRed = new TreeSet<String>();
        claims.add(starter(seenRed));
        for (var mutant : folder.exercise().mutants()) {
            claims.add(mutant(mutant, seenRed));
        }
        var neverRed = folder.exercise().checks().stream()
                .map(Exercise.Check::id)
                .filter(each -> !seenRed.contains(each))
                .collect(Collectors.joining(", "));
        claims.add(new Claim(
                "every check was seen red",
                neverRed.isEmpty() ? "" : "nothing here makes these fail: " + neverRed,
                false));
        return claims;
    }

    private Claim solution(String text, long seed) {
        var grading = grade(Sources.in(folder.solution()), List.of(), seed, "solution-" + seed);
        return claim(text, grading, grading.exit() == Exit.OK ? "" : describe(grading));
    }

    private Claim starter(Set<String> seenRed) {
        var expected = folder.exercise().expectedRed();
        var grading = grade(Sources.in(folder.starter()), List.of(), 1, "starter");
        seenRed.addAll(grading.ids(Verdict.RED));
        int green = folder.exercise().checks().size() - expected.size();
        boolean exactly = grading.ids(Verdict.RED).equals(expected) && grading.count(Verdict.GREEN) == green;
        return claim(
                "starter is red in exactly " + String.join(", ", expected), grading, exactly ? "" : describe(grading));
    }

    private Claim mutant(Exercise.Mutant mutant, Set<String> seenRed) {
        var sources =
                Sources.in(folder.solution()).under(Sources.in(folder.mutants().resolve(mutant.name())));
        var grading = grade(sources, mutant.killedBy(), 1, "mutant-" + mutant.name());
        seenRed.addAll(grading.ids(Verdict.RED));
        return claim(
                "mutant " + mutant.name() + " is killed by " + String.join(", ", mutant.killedBy()),
                grading,
                grading.all(Verdict.RED) ? "" : describe(grading));
    }

    /** Asks again when the answer is that nobody can tell, as on a machine that is too busy. */
    private Grading grade(Sources sources, List<String> only, long seed, String name) {
        progress.accept(name);
        var choice = new Choice(only, true, seed);
        var grading = grader.grade(sources, choice, scratch.resolve(name));
        for (int again = 1; again < ATTEMPTS && grading.exit() == Exit.INCONCLUSIVE; again++) {
            grading = grader.grade(sources, choice, scratch.resolve(name + "-again-" + again));
        }
        return grading;
    }

    private static Claim claim(String text, Grading grading, String but) {
        return new Claim(text, but, grading.results().stream().anyMatch(each -> each.is(Verdict.ENVIRONMENT)));
    }

    private static String describe(Grading grading) {
        return switch (grading.compilation()) {
            case Compiled() ->
                grading.results().stream()
                        .map(each -> each.check().id() + " " + each.verdict() + reasons(each))
                        .collect(Collectors.joining("; "));
            case Compilation.Broken(var errors) -> "it does not compile: " + errors.getFirst();
            case Compilation.Misfit(var errors) -> "its checks do not compile: " + errors.getFirst();
        };
    }

    private static String reasons(CheckResult result) {
        if (result.is(Verdict.GREEN) || result.is(Verdict.NOT_RUN)) {
            return "";
        }
        return " (" + String.join(" | ", new Explanation(Sources.NONE).of(result)) + ")";
    }
}
