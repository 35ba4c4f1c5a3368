package katas.lab.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import katas.lab.cli.run.TemporaryFolder;
import katas.lab.cli.tree.Tree;

/**
 * A copy of this tree's sources, in a folder with a space in its name: what {@code ./kata} builds there cannot get in the
 * way of the build that runs these tests.
 */
public final class CopiedTree {
    private static final Set<String> LEFT_OUT = Set.of(".git", ".kata", "target", "work", ".idea");
    private static final Tree COPY = copy();

    private CopiedTree() {}

    /** One for all tests, since building in it takes a while. */
    public static Tree shared() {
        return COPY;
    }

    private static Tree copy() {
        var temporary = TemporaryFolder.create();
        Runtime.getRuntime().addShutdownHook(new Thread(temporary::close));
        var from = Tree.around(Path.of("")).root();
        var to = temporary.path().resolve("the lab");
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    if (LEFT_OUT.contains(String.valueOf(folder.getFileName()))) {
                        return FileVisitResult.SKIP_SUBTREE;
                    }
                    Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Tree(to);
    }
}
