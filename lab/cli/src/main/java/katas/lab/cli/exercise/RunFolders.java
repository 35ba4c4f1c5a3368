package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of past runs; only the latest are kept. */
final class RunFolders {

    private static final int KEPT = 20;

    private RunFolders() {}

    /** Makes a new one and drops the oldest. */
    static Path next(Path runs, String name) {
        try {
            Files.createDirectories(runs);
            try (var all = Files.list(runs)) {
                var sorted = all.sorted().toList();
                sorted.subList(0, Math.max(0, sorted.size() - KEPT + 1)).forEach(WorkFolder::remove);
            }
            return create(runs, name, 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path create(Path runs, String name, int attempt) throws IOException {
        var folder = runs.resolve(attempt == 1 ? name : name + "-" + attempt);
        return Files.exists(folder) ? create(runs, name, attempt + 1) : Files.createDirectory(folder);
    }
}
