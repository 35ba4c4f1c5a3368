package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import katas.lab.cli.tree.Tree;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the learner has done so far, in {@code .kata/progress.json}; nothing in it is a mark. */
final class Progress {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path file;

    Progress(Tree tree) {
        this.file = tree.state().resolve("progress.json");
    }

    /**
     * One exercise's part.
     *
     * @param checked how often it was checked
     * @param passed whether all its checks were green once
     * @param gaveUp whether the solution was opened before that
     * @param red the check that failed last; empty if none did
     * @param hints what was opened, such as {@code RL-101/1}
     */
    record Entry(int checked, boolean passed, boolean gaveUp, String red, List<String> hints) {

        static final Entry NEW = new Entry(0, false, false, "", List.of());

        Entry {
            red = Objects.requireNonNullElse(red, "");
            hints = List.copyOf(Objects.requireNonNullElse(hints, List.of()));
        }

        Entry afterCheck(boolean allGreen, String firstRed) {
            return new Entry(checked + 1, passed || allGreen, gaveUp, firstRed, hints);
        }

        Entry afterHint(Hints.Hint hint) {
            var opened = new ArrayList<>(hints);
            if (!hasOpened(hint)) {
                opened.add(hint.check() + "/" + hint.level());
            }
            return new Entry(checked, passed, gaveUp, red, opened);
        }

        Entry afterGivingUp() {
            return new Entry(checked, passed, !passed || gaveUp, red, hints);
        }

        boolean hasOpened(Hints.Hint hint) {
            return hints.contains(hint.check() + "/" + hint.level());
        }

        boolean hasOpenedAny(String check) {
            return hints.stream().anyMatch(each -> each.startsWith(check + "/"));
        }
    }

    Entry of(ExerciseFolder exercise) {
        return read().getOrDefault(exercise.ref(), Entry.NEW);
    }

    Entry update(ExerciseFolder exercise, UnaryOperator<Entry> change) {
        var all = new TreeMap<>(read());
        var changed = change.apply(all.getOrDefault(exercise.ref(), Entry.NEW));
        all.put(exercise.ref(), changed);
        write(all);
        return changed;
    }

    private Map<String, Entry> read() {
        return Files.exists(file) ? JSON.readValue(file, new TypeReference<>() {}) : Map.of();
    }

    private void write(Map<String, Entry> all) {
        try {
            Files.createDirectories(file.getParent());
            // moved into place, so that a full disk or a Ctrl-C leaves the old one whole
            var next = file.resolveSibling("progress.json.next");
            JSON.writeValue(next, all);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
