package katas.lab.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes: whole lines, and below them at most one progress line that is redrawn in place.
 *
 * <p>Colours only on a terminal, and never with {@code NO_COLOR}. Without a terminal there is no progress line, so that a
 * log holds no half-lines.
 */
public final class Console {
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colour;
    private String progress = "";
    private boolean interrupted;

    public Console(PrintStream out, boolean terminal, boolean colour) {
        this.out = out;
        this.terminal = terminal;
        this.colour = colour;
    }

    /**
     * Opens a console on a stream.
     *
     * @param terminal whether the stream is a terminal, as the launcher saw it
     * @param environment where {@code NO_COLOR} and {@code TERM} are looked up
     */
    public static Console of(PrintStream out, boolean terminal, Map<String, String> environment) {
        var plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Console(out, terminal, terminal && !plain);
    }

    /** Opens standard output; always in UTF-8, whatever the locale says. */
    public static Console ofStandardOutput(boolean terminal) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        return of(out, terminal, System.getenv());
    }

    /** Writes a line, above the progress line if there is one. */
    public synchronized void line(String text) {
        out.print((progress.isEmpty() ? "" : ERASE_LINE) + text + "\n" + progress);
        out.flush();
    }

    public void line() {
        line("");
    }

    /** Replaces the progress line; does nothing without a terminal. */
    public synchronized void progress(String text) {
        if (terminal && !interrupted && !text.equals(progress)) {
            out.print(ERASE_LINE + text);
            out.flush();
            progress = text;
        }
    }

    /** Takes the progress line away. */
    public synchronized void endProgress() {
        if (!progress.isEmpty()) {
            out.print(ERASE_LINE);
            out.flush();
            progress = "";
        }
    }

    /** Leaves a clean line behind when the JVM is told to end: a shutdown hook calls it. */
    public synchronized void interrupt() {
        endProgress();
        interrupted = true;
    }

    /** Whether the JVM was told to end: what fails from now on, fails because of that. */
    public synchronized boolean interrupted() {
        return interrupted;
    }

    /** Says in two lines why a command ends, and how to go on. */
    public synchronized void stopped(Stopped stopped) {
        endProgress();
        line(
                stopped.exit() == Exit.ENVIRONMENT
                        ? paint(Colour.YELLOW, " ! ") + "Environment: " + stopped.getMessage()
                        : paint(Colour.RED, " ✗ ") + stopped.getMessage());
        if (!stopped.fix().isEmpty()) {
            line("   Fix: " + stopped.fix());
        }
    }

    /** Owns up to a bug in the lab. */
    public synchronized void bug(Throwable cause, boolean trace) {
        endProgress();
        if (trace) {
            cause.printStackTrace(out);
        }
        line(paint(Colour.RED, " ✗ ") + "A bug in the lab: " + cause);
        line(trace ? "" : "   Fix: --debug shows where; please report it with that.");
    }

    public String paint(Colour with, String text) {
        return colour ? with.around(text) : text;
    }

    public boolean colour() {
        return colour;
    }

    public boolean terminal() {
        return terminal;
    }

    /** The stream itself, for what writes on its own. */
    public PrintStream stream() {
        return out;
    }
}
