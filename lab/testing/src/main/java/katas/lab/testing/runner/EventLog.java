package katas.lab.testing.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** JSON lines in a file of their own, so that nothing a test prints can corrupt them; each is there once written. */
final class EventLog {

    private final Writer out;

    private EventLog(Writer out) {
        this.out = out;
    }

    static EventLog to(Path file) {
        try {
            return new EventLog(Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EventLog discarded() {
        return new EventLog(Writer.nullWriter());
    }

    synchronized void write(JsonLine line) {
        try {
            out.write(line + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
