package katas.lab.infrastructure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The files beside this class: the servers' settings, and the flags that every service's JVM gets. */
public final class Resources {
    private Resources() {}

    /**
     * Writes a file of this package to where a process can read it.
     *
     * @param name such as {@code redis.conf} or {@code service.jvmargs}
     * @param target replaced as a whole if it is there: others may be about to read or replace it, too
     */
    public static void copy(String name, Path target) throws IOException {
        try (var in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            var partial = Files.createTempFile(target.toAbsolutePath().getParent(), name, null);
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /**
     * Reads a file of this package.
     *
     * @param name such as {@code redis.conf}
     */
    public static String read(String name) throws IOException {
        try (var in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
