package katas.lab.cli.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import katas.lab.cli.terminal.Stopped;

/** The katas of a tree: every folder at its root that has a {@code kata.yaml}. */
public final class Katas {
    private final List<KataDescription> all;

    private Katas(List<KataDescription> all) {
        this.all = all;
    }

    public static Katas of(Tree tree) {
        try (var folders = Files.list(tree.root())) {
            return new Katas(folders.map(folder -> folder.resolve("kata.yaml"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(Katas::read)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KataDescription read(Path file) {
        return Yaml.read(file, KataDescription.class);
    }

    public List<KataDescription> all() {
        return all;
    }

    /**
     * Looks a kata up.
     *
     * @throws Stopped when there is none of that name
     */
    public KataDescription named(String wanted) {
        return all.stream()
                .filter(kata -> kata.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> {
                    var names = all.stream().map(KataDescription::name).toList();
                    return Stopped.usage(
                            "There is no kata '" + wanted + "'." + Suggestion.forTypo(wanted, names),
                            "./kata list shows them all");
                });
    }
}
