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
     * @param target replaced if it is there
     */
    public static void copy(String name, Path target) throws IOException {
        try (var in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
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
