package katas.lab.cli.exercise;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import katas.lab.cli.Lab;
import katas.lab.cli.exercise.CheckResult.Verdict;
import katas.lab.cli.terminal.Activity;
import katas.lab.cli.terminal.Stopped;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the learner's files. */
@Command(
        name = "check",
        description = "Check your work on an exercise.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 done, 1 not done, 2 inconclusive, 3 environment (says nothing about your code),",
            "            4 usage, 70 bug in the lab."
        })
public final class CheckCommand implements Callable<Integer> {

    private static final int SEEDS = 10_000;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Lab lab;
    private final TestClassPath classPath;
    private final BooleanSupplier debug;

    @Mixin
    private ExerciseArgument argument = new ExerciseArgument();

    @Option(names = "--all", description = "Go on after the first failure.")
    private boolean all;

    @Option(names = "--check", paramLabel = "ID", description = "Run only this check; may be given several times.")
    private List<String> only = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Repeat a run: the same seed, the same chance.")
    private @Nullable Long seed;

    /** @param debug whether stack traces are wanted */
    public CheckCommand(Lab lab, TestClassPath classPath, BooleanSupplier debug) {
        this.lab = lab;
        this.classPath = classPath;
        this.debug = debug;
    }

    @Override
    public Integer call() {
        var folder = argument.in(lab.tree());
        var work = folder.startedWork();
        var choice = choice(folder);
        var learner = Sources.in(work);
        var run = runFolder(folder);
        var grading = grade(folder, learner, choice, run);
        RunRecord.of(folder, grading).save(run.resolve("results.json"));
        var progress = new Progress(lab.tree())
                .update(
                        folder,
                        entry -> entry.afterCheck(
                                isDone(grading),
                                grading.ids(Verdict.RED).stream().findFirst().orElse("")));
        new Report(lab.console(), folder, progress, new Explanation(learner)).print(grading, debug.getAsBoolean());
        answerGuess(folder, grading);
        return grading.exit().code();
    }

    private Grading grade(ExerciseFolder folder, Sources learner, Grader.Choice choice, Path run) {
        var path = classPath.of(folder.kata());
        try (var activity = Activity.begin(lab.console(), "checking " + folder.ref())) {
            return new Grader(folder, path, activity::at).grade(learner, choice, run);
        }
    }

    private Grader.Choice choice(ExerciseFolder folder) {
        var ids = folder.exercise().checks().stream().map(Exercise.Check::id).toList();
        for (var id : only) {
            if (!ids.contains(id)) {
                throw Stopped.usage(
                        folder.ref() + " has no check '" + id + "'.", "choose one of: " + String.join(", ", ids));
            }
        }
        return new Grader.Choice(
                only, all, seed == null ? RandomGenerator.getDefault().nextInt(SEEDS) : seed);
    }

    private boolean isDone(Grading grading) {
        return only.isEmpty() && grading.all(Verdict.GREEN);
    }

    private Path runFolder(ExerciseFolder folder) {
        var runs = lab.tree().state().resolve("runs");
        var name = STAMP.format(ZonedDateTime.now(ZoneId.systemDefault())) + "-"
                + folder.ref().replace('/', '-');
        return RunFolders.next(runs, name);
    }

    private void answerGuess(ExerciseFolder folder, Grading grading) {
        var predict = folder.exercise().predict();
        if (predict == null) {
            return;
        }
        Prediction.answer(predict, grading).ifPresent(answer -> {
            lab.console().line();
            lab.console().line(" You were asked: " + predict.question());
            lab.console().line(" " + Prediction.recall(folder.work()) + "Your own machine, just now: " + answer);
        });
    }
}
