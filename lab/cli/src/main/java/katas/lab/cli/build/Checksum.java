package katas.lab.cli.build;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/** Tells by a checksum whether files have changed; what was only touched, or changed and changed back, has not. */
public final class Checksum {
    private Checksum() {}

    /**
     * Sums names and contents up.
     *
     * @param places files, and folders with all that is below them; those that do not exist count as empty
     */
    public static String of(Path root, List<String> places) {
        var sum = new CRC32();
        try (var out = new CheckedOutputStream(OutputStream.nullOutputStream(), sum)) {
            for (var place : places) {
                for (var file : files(root.resolve(place))) {
                    var name = root.relativize(file) + "\n" + Files.size(file) + "\n";
                    out.write(name.getBytes(StandardCharsets.UTF_8));
                    Files.copy(file, out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Long.toHexString(sum.getValue());
    }

    private static List<Path> files(Path place) throws IOException {
        if (!Files.exists(place)) {
            return List.of();
        }
        try (var below = Files.walk(place)) {
            return below.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
