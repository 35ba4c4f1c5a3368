package katas.lab.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import katas.lab.cli.build.Checksum;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Tree;
import katas.lab.infrastructure.GuardedProcess;
import katas.lab.infrastructure.Resources;

/**
 * A service's jar, unpacked so that it starts sooner; with an AOT cache of classes loaded and linked in advance, in half
 * the time.
 *
 * <p>Every jar and every Java have a folder of their own in {@code .kata/cache}: what runs is never changed.
 */
public final class UnpackedService {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final String kata;
    private final Path folder;

    private UnpackedService(String kata, Path folder) {
        this.kata = kata;
        this.folder = folder;
    }

    /**
     * Unpacks a kata's jar, unless that was done before.
     *
     * @throws Stopped when it cannot be unpacked
     */
    public static UnpackedService of(Tree tree, String kata) {
        try {
            var flags = Files.createDirectories(tree.cache()).resolve("service.jvmargs");
            Resources.copy("service.jvmargs", flags);
            var jar = tree.module(kata).resolve("target/" + kata + "-1.0-SNAPSHOT.jar");
            var version = Checksum.of(tree.root(), List.of(jar.toString(), flags.toString())) + "-" + Runtime.version();
            var unpacked = new UnpackedService(kata, tree.cache().resolve(kata).resolve(version));
            if (!Files.exists(unpacked.folder)) {
                unpacked.unpack(jar, flags);
            }
            Leftovers.use(unpacked.folder);
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unpack(Path jar, Path flags) throws IOException {
        Files.createDirectories(folder.getParent());
        var partial = Files.createTempDirectory(folder.getParent(), "unpacking");
        run(List.of(
                JAVA,
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                partial.toString()));
        Files.copy(flags, partial.resolve(flags.getFileName()));
        try {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // another terminal was faster
            if (!Files.exists(folder)) {
                throw e;
            }
        }
    }

    public String kata() {
        return kata;
    }

    /** Whether {@link #train} has been here. */
    public boolean trained() {
        return Files.exists(aotCache());
    }

    /**
     * Starts the service once, up to its refreshed context, and keeps what the JVM learned. Takes about ten seconds.
     *
     * @param niceness 0 when somebody waits for it, 19 when nobody does
     * @throws Stopped when it does not get that far
     */
    public void train(int niceness) {
        Leftovers.deleteTraining(folder);
        var partial = Leftovers.training(folder);
        run(List.of(
                "nice",
                "-n",
                Integer.toString(niceness),
                JAVA,
                jvmFlags(),
                "-XX:AOTCacheOutput=" + partial,
                "-Dspring.context.exit=onRefresh",
                "-jar",
                jar()));
        try {
            Files.move(partial, aotCache(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that starts the service; everything else it reads from its environment. */
    public List<String> command() {
        var command = new ArrayList<>(List.of(JAVA, jvmFlags()));
        if (trained()) {
            command.add("-XX:AOTCache=" + aotCache());
        }
        command.addAll(List.of("-jar", jar()));
        return command;
    }

    private String jvmFlags() {
        return "@" + folder.resolve("service.jvmargs");
    }

    private String jar() {
        return folder.resolve(kata + "-1.0-SNAPSHOT.jar").toString();
    }

    private Path aotCache() {
        return folder.resolve("service.aot");
    }

    private void run(List<String> command) {
        var process = GuardedProcess.command(command)
                // without demo keys a service may want keys of its own
                .environment(Map.of("SERVER_PORT", "0", "KATAS_DEMO_KEYS", "true"))
                .start();
        if (process.exit().join() != 0) {
            throw Stopped.environment(
                    "%s cannot be prepared:%n     %s".formatted(kata, String.join("\n     ", process.lastLines())),
                    "./kata doctor");
        }
    }
}
