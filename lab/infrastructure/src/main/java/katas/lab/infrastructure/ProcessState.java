package katas.lab.infrastructure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What the operating system says about a process.
 *
 * @param pid its id
 */
record ProcessState(long pid) {
    private static final char STOPPED = 'T';

    /** Tells whether all its threads have come to a stop; after the signal, they still run for a moment. */
    boolean isStopped() {
        var threads = Path.of("/proc", Long.toString(pid), "task");
        try {
            return Files.isDirectory(threads) ? areStopped(threads) : ps().startsWith(Character.toString(STOPPED));
        } catch (IOException _) {
            // a thread that ended under our eyes, or all of them did
            return false;
        }
    }

    private static boolean areStopped(Path threads) throws IOException {
        try (var all = Files.newDirectoryStream(threads)) {
            for (var thread : all) {
                var stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
                // "7341 (any name) T …"
                if (stat.charAt(stat.lastIndexOf(')') + 2) != STOPPED) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Where there is no /proc, as on macOS. */
    private String ps() throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(pid)).start();
        try (var said = ps.inputReader()) {
            return Objects.requireNonNullElse(said.readLine(), "").strip();
        }
    }
}
