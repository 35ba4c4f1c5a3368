package katas.lab.cli.exercise;

import java.nio.file.Path;
import java.util.List;

/** Knows what a kata's tests need; builds the kata if it has to. */
@FunctionalInterface
public interface TestClassPath {

    /** Returns the kata's own classes first, then all libraries. */
    List<Path> of(String kata);
}
