package katas.lab.cli.run;

import katas.lab.cli.terminal.Colour;
import katas.lab.cli.terminal.Console;

/**
 * One service's output: all of it goes to a file, and to the terminal behind the service's name in its colour.
 *
 * <p>Until {@link #open} the terminal sees warnings and errors only: twenty lines of start-up would bury the addresses.
 */
final class ServiceLog {
    private static final Colour[] COLOURS = {Colour.CYAN, Colour.MAGENTA, Colour.BLUE, Colour.YELLOW, Colour.GREEN};

    private final Console console;
    private final String prefix;
    private final LogFile file;
    private volatile boolean open;

    /**
     * Begins a new log.
     *
     * @param label the service's name, as wide as the others' are
     * @param index which of the services it is, from 0
     */
    ServiceLog(Console console, LogFile file, String label, int index) {
        this.console = console;
        this.prefix = console.paint(COLOURS[index % COLOURS.length], label + " │ ");
        this.file = file;
    }

    void line(String text) {
        file.line(text);
        if (open || text.contains(" WARN ") || text.contains(" ERROR ")) {
            console.line(prefix + text);
        }
    }

    /** From now on the terminal sees every line. */
    void open() {
        open = true;
    }
}
