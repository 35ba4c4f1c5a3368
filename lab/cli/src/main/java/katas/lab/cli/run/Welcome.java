package katas.lab.cli.run;

import static katas.lab.cli.terminal.Colour.BOLD;
import static katas.lab.cli.terminal.Colour.CYAN;
import static katas.lab.cli.terminal.Colour.FAINT;

import java.util.List;
import katas.lab.cli.run.RunningLab.Address;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.tree.Settings;
import katas.lab.infrastructure.Server;

/** What somebody reads who has just started the lab: where it is, how to call it, how to break it, how to stop it. */
final class Welcome {
    private final Console console;
    private final Settings settings;

    Welcome(Console console, Settings settings) {
        this.console = console;
        this.settings = settings;
    }

    void print(List<Choice> choices, List<Address> addresses, List<Server> servers) {
        for (int i = 0; i < addresses.size(); i++) {
            console.line();
            print(choices.get(i), addresses.get(i));
        }
        console.line();
        for (var server : servers) {
            console.line(console.paint(
                    FAINT,
                    " %s: port %d, process %d; kill -STOP %3$d freezes it, kill -CONT %3$d thaws it"
                            .formatted(server.name(), server.port(), server.pid())));
        }
        console.line(" Ctrl-C stops everything.");
        console.line();
    }

    private void print(Choice choice, Address address) {
        console.line(" " + console.paint(BOLD, address.name()) + "  " + console.paint(CYAN, address.url())
                + "  variant " + address.variant());
        console.line("   keys  " + address.keys());
        for (int i = 0; i < choice.kata().examples().size(); i++) {
            console.line((i == 0 ? "   try   " : "         ") + example(choice, i));
        }
    }

    /** Descriptions speak of the usual ports; this run's may be others. */
    private String example(Choice choice, int index) {
        var example = choice.kata().examples().get(index);
        for (var listener : choice.kata().listeners()) {
            example = example.replace("localhost:" + listener.port(), "localhost:" + settings.port(listener));
        }
        return example;
    }
}
