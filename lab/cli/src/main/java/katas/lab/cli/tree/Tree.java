package katas.lab.cli.tree;

import java.nio.file.Files;
import java.nio.file.Path;
import katas.lab.cli.terminal.Stopped;

/**
 * The folder that holds the katas, and where the lab keeps its own files in it.
 *
 * @param root absolute
 */
public record Tree(Path root) {

    /**
     * Finds the tree that a folder lies in.
     *
     * @throws Stopped when neither the folder nor any above it is the lab
     */
    public static Tree around(Path folder) {
        for (var at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("lab/cli/pom.xml"))) {
                return new Tree(at);
            }
        }
        throw Stopped.usage(folder + " is not inside the lab.", "run ./kata from its own folder");
    }

    /** A kata's Maven module. */
    public Path module(String kata) {
        return root.resolve(kata);
    }

    /** Everything the lab writes: git-ignored, and safe to delete while nothing runs. */
    public Path state() {
        return root.resolve(".kata");
    }

    /** What the servers store; survives a restart. */
    public Path data() {
        return state().resolve("data");
    }

    /** Extracted jars and AOT caches. */
    public Path cache() {
        return state().resolve("cache");
    }

    /** Output of builds and servers, for when something goes wrong. */
    public Path logs() {
        return state().resolve("logs");
    }

    /** Where a learner's own code lives. */
    public Path work() {
        return root.resolve("work");
    }
}
