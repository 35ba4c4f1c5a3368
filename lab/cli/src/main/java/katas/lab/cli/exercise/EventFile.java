package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a growing file of events; a line counts once it is whole. */
final class EventFile {

    private final Path path;
    private long position;

    EventFile(Path path) {
        this.path = path;
    }

    List<RunEvent> more() {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            var bytes = new byte[(int) (file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            int whole = bytes.length;
            while (whole > 0 && bytes[whole - 1] != '\n') {
                whole--;
            }
            position += whole;
            return new String(bytes, 0, whole, StandardCharsets.UTF_8)
                    .lines()
                    .map(RunEvent::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
