package katas.lab.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import katas.lab.cli.tree.Tree;

/**
 * What earlier builds left in {@code .kata}: versions of the kata command and of unpacked services, 50 to 150 MB each.
 *
 * <p>Each has a file {@code used} that is as old as its last start.
 */
final class Leftovers {
    private static final String TRAINING = "training-";
    private static final Pattern TRAINING_FILE = Pattern.compile(TRAINING + "(\\d+)\\.aot.*");
    private static final Duration KEPT = Duration.ofHours(3);

    private Leftovers() {}

    /** Notes that a version is in use. */
    static void use(Path version) throws IOException {
        Files.writeString(version.resolve("used"), "");
    }

    /** A file for an AOT cache that is still being made, named after this process. */
    static Path training(Path version) {
        return version.resolve(TRAINING + ProcessHandle.current().pid() + ".aot");
    }

    /** Deletes what processes left that ended before their AOT cache was made. */
    static void deleteTraining(Path version) {
        try (var files = Files.list(version)) {
            for (var file : files.toList()) {
                var training = TRAINING_FILE.matcher(file.getFileName().toString());
                if (training.matches()
                        && ProcessHandle.of(Long.parseLong(training.group(1))).isEmpty()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deletes versions; only while nothing is up, and not those that a short command may still be running from.
     *
     * @param now the time at which to judge
     */
    static void delete(Tree tree, Instant now) {
        var before = FileTime.from(now.minus(KEPT));
        try {
            delete(tree.state().resolve("cli"), before);
            for (var kata : folders(tree.cache())) {
                delete(kata, before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path versions, FileTime before) throws IOException {
        for (var version : folders(versions)) {
            var used = version.resolve("used");
            var last = Files.getLastModifiedTime(Files.exists(used) ? used : version);
            if (last.compareTo(before) < 0) {
                new TemporaryFolder(version).close();
            }
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }
}
