package katas.lab.cli;

import katas.lab.cli.build.Builds;
import katas.lab.cli.build.Images;
import katas.lab.cli.tree.Settings;
import picocli.CommandLine.Command;

/** Downloads all that the lab will ever need, so that it works on a train. */
@Command(
        name = "prefetch",
        description = {
            "Download everything, so that the lab then works offline.",
            "",
            "What Maven needs to build, test and check style; and the container images, where an engine answers."
        },
        mixinStandardHelpOptions = true)
final class PrefetchCommand implements Runnable {
    private final Lab lab;

    PrefetchCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        new Builds(lab.tree(), lab.console()).everything();
        new Images(lab.tree(), lab.console())
                .fetch(Settings.of(lab.tree(), System.getenv()).images());
        lab.console().line(" The lab now works offline; Maven too, with mvn -o.");
    }
}
