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

    public Console(PrintStream out, boolean terminal, boolean colour) {
        this.out = out;
        this.terminal = terminal;
        this.colour = colour;
    }

    /**
     * Opens standard output.
     *
     * @param terminal whether standard output is a terminal, as the launcher saw it
     */
    public static Console open(boolean terminal, Map<String, String> environment) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Console(out, terminal, terminal && !plain);
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
        if (terminal && !text.equals(progress)) {
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
