package katas.lab.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree that the tests run in. */
final class Tree {
    private Tree() {}

    /**
     * Finds the tree's top folder from the working folder upwards.
     *
     * @throws IllegalStateException if the tests run outside the tree
     */
    static Path root() {
        var start = Path.of("").toAbsolutePath();
        for (var folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("lab/infrastructure"))) {
                return folder;
            }
        }
        throw new IllegalStateException(start + " is not inside the katas' source tree");
    }
}
