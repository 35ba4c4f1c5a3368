package katas.lab.infrastructure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/**
 * A {@code redis-server} that was asked for its version, and so is known to run here.
 *
 * @param path the executable
 * @param version such as {@code 6.2.11}
 */
record RedisBinary(Path path, String version) {
    private static final Pattern VERSION = Pattern.compile("Redis server v=(\\S+)");
    private static final Pattern MISSING_LIBRARY = Pattern.compile("(lib[\\w.+-]+\\.so[.\\d]*): cannot open");

    /**
     * Takes the binary that was asked for, else the bundled one.
     *
     * @param folder where the bundled one is unpacked
     * @throws ServerDidNotStart if it does not run on this machine
     */
    static RedisBinary find(Path folder) throws IOException {
        var chosen = chosen();
        var path = chosen == null ? unpack(folder) : Path.of(chosen);
        return new RedisBinary(path, version(path));
    }

    private static @Nullable String chosen() {
        return System.getProperty("lab.redis.binary", System.getenv("LAB_REDIS_BINARY"));
    }

    private static Path unpack(Path folder) throws IOException {
        var platform = OsArchitecture.detectOSandArchitecture();
        var resource = ExecutableProvider.newProvidedVersionsMap().get(platform);
        if (resource == null) {
            throw new ServerDidNotStart("there is no bundled Redis for %s on %s: install Redis 6.2 or newer and set "
                            .formatted(platform.os, platform.arch)
                    + "LAB_REDIS_BINARY to its redis-server");
        }
        // its name carries its version, so that a newer library brings a newer server
        var name = Path.of(resource).getFileName().toString();
        var binary = folder.resolve(name);
        if (!Files.isExecutable(binary)) {
            // moved into place when complete, so that a start that was cut short leaves no half of it
            var part = folder.resolve(name + ".part");
            try (InputStream in = Objects.requireNonNull(RedisBinary.class.getResourceAsStream("/" + name))) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!part.toFile().setExecutable(true)) {
                throw new ServerDidNotStart(part + " cannot be made executable: use a folder that allows it");
            }
            Files.move(part, binary, StandardCopyOption.ATOMIC_MOVE);
        }
        return binary;
    }

    private static String version(Path binary) throws IOException {
        var process = new ProcessBuilder(List.of(binary.toString(), "--version"))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        Matcher version = VERSION.matcher(said);
        if (version.find()) {
            return version.group(1);
        }
        Matcher library = MISSING_LIBRARY.matcher(said);
        throw new ServerDidNotStart(
                library.find()
                        ? "Redis needs %1$s, which is not installed: on Debian or Ubuntu, apt-get install %2$s"
                                .formatted(library.group(1), packageOf(library.group(1)))
                        : "%s does not run here: %s".formatted(binary, said));
    }

    private static String packageOf(String library) {
        return library.startsWith("libssl") || library.startsWith("libcrypto") ? "libssl3" : library;
    }
}
