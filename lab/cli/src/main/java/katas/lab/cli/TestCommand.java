package katas.lab.cli;

import java.util.concurrent.Callable;
import katas.lab.cli.build.Builds;
import katas.lab.cli.exercise.TestClassPath;
import katas.lab.cli.terminal.Exit;
import katas.lab.cli.test.KataTests;
import katas.lab.cli.test.TradeOffCard;
import katas.lab.cli.tree.Katas;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a kata's tests and ends with what they measured. */
@Command(
        name = "test",
        description = "Run a kata's tests: a sentence each, and last what its variants cost.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
    private final Lab lab;
    private final TestClassPath classPath;

    @Parameters(paramLabel = "KATA", description = "Whose tests; see ./kata list.")
    String kata = "";

    @Option(names = "--all", description = "Also the long ones, and the larger counts.")
    boolean all;

    TestCommand(Lab lab, TestClassPath classPath) {
        this.lab = lab;
        this.classPath = classPath;
    }

    @Override
    public Integer call() {
        var description = Katas.of(lab.tree()).named(kata);
        var name = description.name();
        new Builds(lab.tree(), lab.console()).jars(description.asks());
        var built = classPath.of(name);
        var card = new TradeOffCard(lab.tree().module(name));
        card.forget();
        var exit = new KataTests(lab.tree(), lab.console(), name, built).run(all);
        card.print(lab.console());
        lab.console().line(exit == Exit.OK ? "\n All green." : "\n Red: see above.");
        return exit.code();
    }
}
