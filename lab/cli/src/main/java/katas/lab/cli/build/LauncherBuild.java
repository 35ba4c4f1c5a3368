package katas.lab.cli.build;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.terminal.Exit;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Tree;

/**
 * Builds the {@code kata} command itself.
 *
 * <p>The launcher compiles this class and what it needs with {@code javac} and runs it before there is anything else, so
 * it uses nothing but the JDK and {@code lab/infrastructure}.
 */
final class LauncherBuild {
    private LauncherBuild() {}

    /**
     * Builds, unless somebody else just did.
     *
     * @param args the tree's root, the version to build (a checksum of the sources), whether standard error is a terminal
     */
    static void main(String[] args) {
        var terminal = Boolean.parseBoolean(args[2]);
        // standard output belongs to the verb that runs next
        var console = Console.of(new PrintStream(System.err, true, StandardCharsets.UTF_8), terminal, System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(console::interrupt));
        System.exit(build(new Tree(Path.of(args[0])), args[1], console).code());
    }

    private static Exit build(Tree tree, String version, Console console) {
        try (var _ = BuildLock.hold(tree.state(), console)) {
            var command = new AssembledCommand(tree, version);
            if (!command.ready()) {
                new Maven(tree, console).pack(List.of("lab/cli"), "-Dmaven.test.skip=true");
                command.assemble();
            }
            return Exit.OK;
        } catch (Stopped stopped) {
            console.stopped(stopped);
            return stopped.exit();
        } catch (IOException | RuntimeException e) {
            console.bug(e, true);
            return Exit.BUG;
        }
    }
}
