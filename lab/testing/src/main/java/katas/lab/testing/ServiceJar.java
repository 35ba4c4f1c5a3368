package katas.lab.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import katas.lab.infrastructure.Resources;
import katas.lab.testing.exercise.EnvironmentFailure;

/**
 * The jar that the build made of a kata.
 *
 * @param module folder of the kata's module
 */
record ServiceJar(Path module) {
    private static final String FLAGS = "service.jvmargs";

    /** The kata's name, which is its folder's. */
    String name() {
        return module.toFile().getName();
    }

    /**
     * The command that runs it with the flags that every service gets.
     *
     * @throws EnvironmentFailure if nobody has built it
     */
    List<String> command() {
        var target = module.resolve("target");
        var jar = target.resolve(name() + "-1.0-SNAPSHOT.jar");
        if (!Files.exists(jar)) {
            throw new EnvironmentFailure("%s is not there: mvn -pl %s -am package builds it".formatted(jar, name()));
        }
        try {
            Resources.copy(FLAGS, target.resolve(FLAGS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + target.resolve(FLAGS),
                "-Xmx256m",
                // starts in two thirds of the time, and no test lives long enough to miss the second compiler
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString());
    }
}
