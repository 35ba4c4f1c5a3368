package katas.lab.cli.test;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import katas.lab.cli.terminal.Colour;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.terminal.Exit;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Tree;
import katas.lab.infrastructure.GuardedProcess;

/** Runs a kata's tests in a JVM of their own, without Maven, and passes on each sentence as it comes. */
public final class KataTests {
    private static final String RUNNER = "katas.lab.testing.runner.SentenceRunner";

    private final Tree tree;
    private final Console console;
    private final String kata;
    private final List<Path> classPath;

    /**
     * Describes a run.
     *
     * @param classPath the kata's classes, its test classes and all they need
     */
    public KataTests(Tree tree, Console console, String kata, List<Path> classPath) {
        this.tree = tree;
        this.console = console;
        this.kata = kata;
        this.classPath = classPath;
    }

    /**
     * Runs them.
     *
     * @param all also those that take long, and the larger counts
     * @throws Stopped when there is nothing to run, or the JVM ends before the tests do
     */
    public Exit run(boolean all) {
        try (var tests = GuardedProcess.command(command(all))
                .in(tree.module(kata))
                .output(this::print)
                .start()) {
            int exit = tests.exit().join();
            // waits for the last line, too
            var lastLines = tests.lastLines();
            return switch (exit) {
                case 0 -> Exit.OK;
                case 1 -> Exit.NOT_DONE;
                default ->
                    throw Stopped.environment(
                            "the tests did not run to their end (exit %d): %s"
                                    .formatted(exit, lastLines.isEmpty() ? "no word" : lastLines.getLast()),
                            "./kata doctor; the log is " + tree.root().relativize(log()));
            };
        }
    }

    private List<String> command(boolean all) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                // it lives for a minute: what the second compiler would gain, it costs
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlab.all=" + all,
                "-Dspring.main.banner-mode=off",
                "-Dlogging.config=" + logSettings(),
                "-Dlogback.configurationFile=" + logSettings(),
                "-Dlab.errors=" + log(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                RUNNER));
        packages(tree.module(kata).resolve("target/test-classes/katas"))
                .forEach(name -> command.addAll(List.of("--package", name)));
        if (!all) {
            command.addAll(List.of("--exclude-tag", "long"));
        }
        return command;
    }

    private void print(String line) {
        console.line(line.replaceFirst("^ ✓", " " + console.paint(Colour.GREEN, "✓"))
                .replaceFirst("^ ✗", " " + console.paint(Colour.RED, "✗")));
    }

    private Path logSettings() {
        var target = tree.state().resolve("test-logback.xml");
        try (var in = KataTests.class.getResourceAsStream("logback.xml")) {
            if (in == null) {
                throw new FileNotFoundException("logback.xml");
            }
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log() {
        return tree.logs().resolve(kata + "-tests.log");
    }

    /** The packages right below {@code katas}: a kata has one, and its name need not be the folder's. */
    private static List<String> packages(Path folder) {
        try (Stream<Path> below = Files.list(folder)) {
            return below.filter(Files::isDirectory)
                    .map(each -> "katas." + each.getFileName())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
