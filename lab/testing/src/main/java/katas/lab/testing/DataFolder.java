package katas.lab.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * A folder for the data of a test run's servers: in memory, where the machine has a place for that with room.
 *
 * <p>Tests show what outlives a process, not what outlives a disk; and a disk that others keep busy lets a server that syncs
 * each write stand still for seconds. {@code -Dlab.data} names another place.
 */
final class DataFolder implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM_BYTES = 4L << 30;
    private static final Pattern OURS = Pattern.compile("lab-([0-9]+)-.*");

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    static DataFolder create() {
        try {
            return in(place());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataFolder in(Path place) throws IOException {
        removeWhatTheDeadLeft(place);
        return new DataFolder(Files.createTempDirectory(
                place, "lab-%d-".formatted(ProcessHandle.current().pid())));
    }

    private static Path place() throws IOException {
        var named = System.getProperty("lab.data");
        if (named != null) {
            return Path.of(named);
        }
        boolean roomy = Files.isWritable(MEMORY)
                && Files.getFileStore(MEMORY).type().equals("tmpfs")
                && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM_BYTES;
        return roomy ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** A run that was killed could not clean up, and it may be memory that lies about. */
    private static void removeWhatTheDeadLeft(Path place) throws IOException {
        try (var folders = Files.newDirectoryStream(place, DataFolder::isOfTheDead)) {
            folders.forEach(DataFolder::remove);
        } catch (UncheckedIOException e) {
            // another run removes the same
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e;
            }
        }
    }

    private static boolean isOfTheDead(Path folder) {
        var name = OURS.matcher(folder.getFileName().toString());
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        remove(path);
    }

    private static void remove(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
