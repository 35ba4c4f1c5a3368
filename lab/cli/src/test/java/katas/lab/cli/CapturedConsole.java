package katas.lab.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import katas.lab.cli.terminal.Console;

/** A console that is no terminal and keeps what was written. */
public final class CapturedConsole {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false);

    public Console console() {
        return console;
    }

    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
