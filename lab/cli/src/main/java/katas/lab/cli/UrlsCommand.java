package katas.lab.cli;

import java.util.List;
import katas.lab.cli.run.RunningLab;
import katas.lab.cli.run.RunningLab.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Says where the running services are; scripts poll it, so it builds and starts nothing. */
@Command(
        name = "urls",
        description = "Show what is running, and with which keys to call it.",
        mixinStandardHelpOptions = true)
final class UrlsCommand implements Runnable {
    private final Lab lab;

    @Option(
            names = "--json",
            description = "An array of {name, url, apiKey, adminKey, otherKey, variant}; [] when nothing runs.")
    boolean json;

    UrlsCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        var addresses = RunningLab.in(lab.tree()).map(RunningLab::addresses).orElse(List.of());
        if (json) {
            lab.console().line(JsonMapper.shared().writeValueAsString(addresses));
        } else if (addresses.isEmpty()) {
            lab.console().line("Nothing is running. Start with: ./kata up");
        } else {
            addresses.forEach(this::print);
        }
    }

    private void print(Address address) {
        lab.console()
                .line("%-16s %s  %s  keys %s"
                        .formatted(address.name(), address.url(), address.variant(), address.keys()));
    }
}
