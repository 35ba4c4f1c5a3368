package katas.lab.cli;

import java.util.List;
import katas.lab.cli.run.Choice;
import katas.lab.cli.run.LabRun;
import katas.lab.cli.tree.Katas;
import katas.lab.cli.tree.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts katas and what they need, and stays until it is stopped. */
@Command(
        name = "up",
        description = {
            "Start katas, all of them unless some are named.",
            "",
            "Redis and Kafka start as needed, on free ports; their data stays in .kata/data. Ctrl-C stops everything.",
            "A kata's own port can be changed in .env."
        },
        mixinStandardHelpOptions = true)
final class UpCommand implements Runnable {
    private final Lab lab;

    @Parameters(paramLabel = "KATA", arity = "0..*", description = "What to start; see ./kata list.")
    List<String> katas = List.of();

    @Option(
            names = "--variant",
            paramLabel = "[KATA=]NAME",
            description = "Which variant; with several katas, of which. May be repeated.")
    List<String> variants = List.of();

    UpCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        var choices = Choice.of(Katas.of(lab.tree()), katas, variants);
        LabRun.run(lab.tree(), lab.console(), Settings.of(lab.tree(), System.getenv()), choices);
    }
}
