package katas.lab.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import katas.lab.cli.tree.Tree;

/**
 * Held by the one {@code ./kata up} that a tree can have: data and ports would not bear two.
 *
 * <p>A lock of the operating system on a file: it goes when its holder goes, however that ends.
 */
final class RunLock implements AutoCloseable {
    private final FileChannel file;

    private RunLock(FileChannel file) {
        this.file = file;
    }

    /** Takes the lock, or answers empty when another process has it. */
    static Optional<RunLock> take(Tree tree) {
        try {
            Files.createDirectories(tree.state());
            var file = FileChannel.open(
                    tree.state().resolve("run.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                file.close();
                return Optional.empty();
            }
            return Optional.of(new RunLock(file));
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
