package katas.lab.cli;

import katas.lab.cli.demo.Demos;
import katas.lab.cli.demo.Stage;
import katas.lab.cli.tree.Katas;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows within a minute what a kata is about. */
@Command(
        name = "demo",
        description = "Watch the naive way fail and the better one survive, in a minute and in numbers.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {
    private final Lab lab;

    @Parameters(paramLabel = "KATA", description = "Which one; see ./kata list.")
    String kata = "";

    @Option(names = "--yes", description = "Do not ask for a guess.")
    boolean yes;

    DemoCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        var demo = Demos.of(Katas.of(lab.tree()).named(kata).name());
        boolean asks = !yes && lab.console().terminal();
        try (var stage = Stage.set(lab.tree(), lab.console(), demo.kata(), asks)) {
            demo.play(stage);
        }
    }
}
