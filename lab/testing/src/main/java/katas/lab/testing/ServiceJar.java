package katas.lab.testing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.CRC32C;
import katas.lab.infrastructure.GuardedProcess;
import katas.lab.infrastructure.Resources;
import katas.lab.testing.exercise.EnvironmentFailure;

/**
 * The jar that the build made of a kata.
 *
 * @param module folder of the kata's module
 */
record ServiceJar(Path module) {
    private static final String FLAGS = "service.jvmargs";
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** The kata's name, which is its folder's. */
    String name() {
        return module.toFile().getName();
    }

    /**
     * The command that runs it with the flags that every service gets.
     *
     * @throws EnvironmentFailure if nobody has built it
     */
    List<String> command() {
        var target = module.resolve("target");
        var jar = target.resolve(name() + "-1.0-SNAPSHOT.jar");
        if (!Files.exists(jar)) {
            throw new EnvironmentFailure("%s is not there: mvn -pl %s -am package builds it".formatted(jar, name()));
        }
        try {
            return List.of(
                    JAVA,
                    "@" + flags(target),
                    "-Xmx256m",
                    // starts in two thirds of the time, and no test lives long enough to miss the second compiler
                    "-XX:TieredStopAtLevel=1",
                    "-jar",
                    unpacked(jar).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path flags(Path target) throws IOException {
        synchronized (ServiceJar.class) {
            var flags = target.resolve(FLAGS);
            // not again, or a service that is just starting would find the file gone for a moment
            if (!Files.exists(flags) || !Files.readString(flags).equals(Resources.read(FLAGS))) {
                Resources.copy(FLAGS, flags);
            }
            return flags;
        }
    }

    /** Returns the jar beside the jars that were in it, which starts sooner; unpacks each build of it once. */
    private static Path unpacked(Path jar) throws IOException {
        if (!holdsJars(jar)) {
            return jar;
        }
        synchronized (ServiceJar.class) {
            // another JVM of the same build may want the same
            try (var channel = FileChannel.open(jar.resolveSibling("service.lock"), CREATE, WRITE);
                    var _ = channel.lock()) {
                // by what is in it: every build gives it the same time
                var folder = jar.resolveSibling("service-" + checksum(jar));
                if (!Files.exists(folder)) {
                    unpack(jar, folder);
                }
                return folder.resolve(jar.getFileName());
            }
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        var partial = Files.createTempDirectory(jar.getParent(), "unpacking");
        var unpack = GuardedProcess.command(List.of(
                        JAVA,
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        partial.toString()))
                .start();
        if (unpack.exit().join() != 0) {
            throw new EnvironmentFailure(
                    "%s cannot be unpacked: %s".formatted(jar, String.join("\n", unpack.lastLines())));
        }
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean holdsJars(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.getEntry("BOOT-INF/lib/") != null;
        }
    }

    private static String checksum(Path jar) throws IOException {
        var crc = new CRC32C();
        crc.update(Files.readAllBytes(jar));
        return Long.toHexString(crc.getValue());
    }
}
