package katas.lab.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import katas.lab.infrastructure.KafkaServer;
import katas.lab.infrastructure.RedisServer;
import katas.lab.infrastructure.Server;

/** Real servers as child processes, their data in a temporary folder. */
final class EmbeddedInfrastructure implements Infrastructure {
    private final Path folder;

    EmbeddedInfrastructure() {
        try {
            folder = Files.createTempDirectory("lab-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Server redis(int port) {
        return new RedisServer(folder.resolve("redis"), port);
    }

    @Override
    public Server kafka(int port, int advertised) {
        return new KafkaServer(folder.resolve("kafka"), port, advertised, _ -> {});
    }

    @Override
    public void close() {
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(EmbeddedInfrastructure::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "as child processes";
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
