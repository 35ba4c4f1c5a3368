package katas.lab.cli.run;

import static katas.lab.cli.terminal.Colour.BOLD;
import static katas.lab.cli.terminal.Colour.CYAN;
import static katas.lab.cli.terminal.Colour.FAINT;

import java.util.List;
import katas.lab.cli.run.RunningLab.Address;
import katas.lab.cli.terminal.Console;
import katas.lab.infrastructure.Server;

/** What somebody reads who has just started the lab: where it is, how to call it, how to break it, how to stop it. */
final class Welcome {
    private final Console console;

    Welcome(Console console) {
        this.console = console;
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
        console.line("   keys  "
                + (address.apiKey() == null ? "your own" : address.apiKey() + ", " + address.adminKey() + " (admin)"));
        for (int i = 0; i < choice.kata().examples().size(); i++) {
            console.line((i == 0 ? "   try   " : "         ") + example(choice, address, i));
        }
    }

    /** Descriptions speak of the usual port; this run's may be another. */
    private static String example(Choice choice, Address address, int index) {
        var usual = "localhost:" + choice.kata().port();
        var here = address.url().substring("http://".length());
        return choice.kata().examples().get(index).replace(usual, here);
    }
}
