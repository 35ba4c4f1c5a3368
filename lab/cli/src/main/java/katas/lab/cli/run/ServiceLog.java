package katas.lab.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final PrintWriter file;
    private volatile boolean open;

    /**
     * Begins a new log; that of the last run goes.
     *
     * @param index which of the services it is, from 0
     * @param width how long the longest name is
     */
    ServiceLog(Console console, Path folder, String name, int index, int width) {
        this.console = console;
        this.prefix = console.paint(COLOURS[index % COLOURS.length], name + " ".repeat(width - name.length()) + " │ ");
        try {
            Files.createDirectories(folder);
            this.file = new PrintWriter(Files.newBufferedWriter(folder.resolve(name + ".log")), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void line(String text) {
        file.println(text);
        if (open || text.contains(" WARN ") || text.contains(" ERROR ")) {
            console.line(prefix + text);
        }
    }

    /** From now on the terminal sees every line. */
    void open() {
        open = true;
    }
}
