package katas.lab.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;

/** Looks at room: on the disk and in memory. */
final class Machine {
    private static final long MIB = 1024 * 1024;
    private static final long GIB = 1024 * MIB;
    private static final Path MEMORY_INFO = Path.of("/proc/meminfo");

    private Machine() {}

    static Finding disk(Path folder) {
        try {
            return disk(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Finding disk(long freeBytes) {
        var free = "%s free on the disk".formatted(gibibytes(freeBytes));
        if (freeBytes < GIB / 2) {
            return Finding.fatal(free, "make room: the lab needs half a gigabyte, and Maven's downloads one more");
        }
        return freeBytes < 2 * GIB
                ? Finding.note(free, "the first build downloads about a gigabyte")
                : Finding.fine(free);
    }

    static Finding memory() {
        var free = freeMemory();
        return free.isPresent() ? memory(free.getAsLong()) : Finding.fine("memory not measured on this system");
    }

    static Finding memory(long freeBytes) {
        var free = "%s of memory free".formatted(gibibytes(freeBytes));
        return freeBytes < GIB
                ? Finding.note(free, "a service takes about 300 MB, Kafka 500: start fewer at once")
                : Finding.fine(free);
    }

    /** What Linux could give to new processes; other systems do not say. */
    private static OptionalLong freeMemory() {
        if (!Files.exists(MEMORY_INFO)) {
            return OptionalLong.empty();
        }
        try (var lines = Files.lines(MEMORY_INFO)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIB);
    }
}
