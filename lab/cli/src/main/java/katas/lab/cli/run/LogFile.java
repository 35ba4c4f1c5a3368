package katas.lab.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import katas.lab.cli.tree.Tree;

/** Keeps what a process writes, in {@code .kata/logs}; the last run's log goes. */
public final class LogFile {
    private final PrintWriter file;

    public LogFile(Tree tree, String name) {
        try {
            Files.createDirectories(tree.logs());
            this.file = new PrintWriter(Files.newBufferedWriter(tree.logs().resolve(name + ".log")), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void line(String text) {
        file.println(text);
    }
}
