package katas.lab.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Properties;

/** The images' names, which compose and the tests take from one place: {@code .env} at the top of the tree. */
final class Images {
    private Images() {}

    /** Reads the name as compose does: a variable of the environment comes before the file. */
    static String of(Needs need) {
        var variable = switch (need) {
            case REDIS -> "REDIS_IMAGE";
            case KAFKA -> "KAFKA_IMAGE";
        };
        var file = Tree.root().resolve(".env");
        try (var lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            var names = new Properties();
            names.load(lines);
            var name = System.getenv().getOrDefault(variable, names.getProperty(variable));
            if (name == null) {
                throw new IllegalStateException("%s does not set %s".formatted(file, variable));
            }
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
