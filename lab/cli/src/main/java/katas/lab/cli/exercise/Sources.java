package katas.lab.cli.exercise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Java files by their path below their folder.
 *
 * @param files where each one really is
 */
record Sources(Map<Path, Path> files) {

    static final Sources NONE = new Sources(Map.of());

    /** Collects a folder's Java files; none if there is no such folder. */
    static Sources in(Path folder) {
        var files = new TreeMap<Path, Path>();
        if (Files.isDirectory(folder)) {
            try (var walk = Files.walk(folder)) {
                walk.filter(each -> each.toString().endsWith(".java"))
                        .forEach(each -> files.put(folder.relativize(each), each));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Sources(files);
    }

    /** Returns these files with others laid over them: where a path is in both, theirs is taken. */
    Sources under(Sources others) {
        var both = new TreeMap<>(files);
        both.putAll(others.files);
        return new Sources(both);
    }

    /** Returns these files without those in folders of these names. */
    Sources without(List<String> folders) {
        var rest = new TreeMap<>(files);
        rest.keySet().removeIf(each -> folders.contains(each.getName(0).toString()));
        return new Sources(rest);
    }

    Collection<Path> paths() {
        return files.values();
    }

    /** Tells whether a stack frame such as {@code Limiter.take(Limiter.java:31)} lies in one of these files. */
    boolean contain(String frame) {
        return files.keySet().stream().anyMatch(each -> frame.contains("(" + each.getFileName() + ":"));
    }
}
