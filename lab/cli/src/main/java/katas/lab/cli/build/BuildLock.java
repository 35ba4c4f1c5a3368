package katas.lab.cli.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import katas.lab.cli.terminal.Console;

/**
 * Lets one build at a time into a tree, across terminals.
 *
 * <p>A lock of the operating system on a file: it goes when its holder goes, however that ends.
 */
final class BuildLock implements AutoCloseable {
    private final FileChannel file;

    private BuildLock(FileChannel file) {
        this.file = file;
    }

    /** Waits until no other build runs, and says so if it has to. */
    static BuildLock hold(Path state, Console console) {
        try {
            Files.createDirectories(state);
            var file =
                    FileChannel.open(state.resolve("build.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                console.line("   Another build is running in this tree: waiting for it.");
                var _ = file.lock();
            }
            return new BuildLock(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
