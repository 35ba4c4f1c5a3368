package katas.lab.cli.exercise;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import katas.lab.cli.Lab;
import katas.lab.cli.build.Builds;

/** Brings the kata up to date, then takes the class path that Maven wrote down. */
public record BuiltTestClassPath(Lab lab) implements TestClassPath {

    @Override
    public List<Path> of(String kata) {
        new Builds(lab.tree(), lab.console()).tests(kata);
        var target = lab.tree().module(kata).resolve("target");
        try {
            var libraries =
                    Files.readString(target.resolve("test.classpath")).strip().split(File.pathSeparator, -1);
            return Stream.concat(
                            Stream.of(target.resolve("classes"), target.resolve("test-classes")),
                            Stream.of(libraries).map(Path::of))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
