package katas.lab.cli.exercise;

import static katas.lab.cli.terminal.Colour.GREEN;
import static katas.lab.cli.terminal.Colour.RED;
import static katas.lab.cli.terminal.Colour.YELLOW;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import katas.lab.cli.Lab;
import katas.lab.cli.exercise.ExerciseProof.Claim;
import katas.lab.cli.terminal.Activity;
import katas.lab.cli.terminal.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Proves that exercises are fair. */
@Command(
        name = "check",
        description = "Prove that exercises are fair: solutions green, starters red as declared, every mutant killed.",
        mixinStandardHelpOptions = true)
final class DevCheckCommand implements Callable<Integer> {

    private final Lab lab;
    private final TestClassPath classPath;

    @Parameters(arity = "0..1", paramLabel = "KATA/NN", description = "Only this exercise; all if absent.")
    private @Nullable String name;

    DevCheckCommand(Lab lab, TestClassPath classPath) {
        this.lab = lab;
        this.classPath = classPath;
    }

    @Override
    public Integer call() {
        var folders = name == null ? ExerciseFolder.all(lab.tree()) : List.of(ExerciseFolder.find(lab.tree(), name));
        var claims = new ArrayList<Claim>();
        for (var folder : folders) {
            lab.console().line(" " + folder.ref() + "  " + folder.exercise().title());
            var proven = prove(folder);
            proven.forEach(this::print);
            claims.addAll(proven);
        }
        long held = claims.stream().filter(Claim::holds).count();
        lab.console().line(" %d of %d claims hold; exercises: %d".formatted(held, claims.size(), folders.size()));
        if (claims.stream().anyMatch(Claim::environment)) {
            return Exit.ENVIRONMENT.code();
        }
        return held == claims.size() ? Exit.OK.code() : Exit.BUG.code();
    }

    private List<Claim> prove(ExerciseFolder folder) {
        var scratch =
                lab.tree().cache().resolve("dev-check").resolve(folder.kata()).resolve(folder.slug());
        WorkFolder.remove(scratch);
        var path = classPath.of(folder.kata());
        try (var activity = Activity.begin(lab.console(), "proving " + folder.ref())) {
            return new ExerciseProof(folder, new Grader(folder, path, _ -> {}), scratch, activity::at).claims();
        }
    }

    private void print(Claim claim) {
        var console = lab.console();
        if (claim.holds()) {
            console.line("   " + console.paint(GREEN, "✓") + " " + claim.text());
        } else {
            var mark = claim.environment() ? console.paint(YELLOW, "!") : console.paint(RED, "✗");
            console.line("   " + mark + " " + claim.text() + ", but: " + claim.but());
        }
    }
}
