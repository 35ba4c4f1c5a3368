package katas.lab.cli.build;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import katas.lab.cli.tree.Tree;
import katas.lab.infrastructure.GuardedProcess;

/**
 * One version of the {@code kata} command, ready to run: its jars and an AOT cache in a folder of their own.
 *
 * <p>A version never changes, so that a rebuild cannot pull the classes from under a command that runs.
 */
final class AssembledCommand {
    private static final String MAIN_CLASS = "katas.lab.cli.Kata";

    private final Tree tree;
    private final Path folder;

    /**
     * Names a version.
     *
     * @param version a checksum of the sources
     */
    AssembledCommand(Tree tree, String version) {
        this.tree = tree;
        this.folder = tree.state().resolve("cli").resolve(version);
    }

    boolean ready() {
        return Files.exists(folder.resolve("ready"));
    }

    /** Collects what Maven has built. */
    void assemble() throws IOException {
        Files.createDirectories(folder);
        var target = tree.root().resolve("lab/cli/target");
        copy(target.resolve("lab-cli-1.0-SNAPSHOT.jar"));
        for (var library :
                Files.readString(target.resolve("runtime.classpath")).strip().split(File.pathSeparator, -1)) {
            copy(Path.of(library));
        }
        train();
        // last, and only when all else is there
        Files.writeString(folder.resolve("ready"), "");
    }

    private void copy(Path jar) throws IOException {
        Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Lets a short command run under observation; a JVM that cannot do it only starts more slowly later. */
    private void train() {
        try (var java = GuardedProcess.command(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + tree.root().resolve("lab/cli/kata.jvmargs"),
                        "-XX:AOTCacheOutput=" + folder.resolve("kata.aot"),
                        "-Dkatas.root=" + tree.root(),
                        "-cp",
                        folder + "/*",
                        MAIN_CLASS,
                        "dev",
                        "rehearse")
                .start()) {
            var _ = java.exit().join();
        }
    }
}
