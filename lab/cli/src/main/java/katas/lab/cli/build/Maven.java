package katas.lab.cli.build;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import katas.lab.cli.terminal.Activity;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Tree;
import katas.lab.infrastructure.GuardedProcess;

/**
 * Runs Maven in a tree: its output goes to {@code .kata/logs/build.log}; the terminal sees a progress line and, after a
 * failure, what matters of the log.
 *
 * <p>One caller at a time: see {@link BuildLock}. Maven dies with this process.
 */
final class Maven {
    private final Tree tree;
    private final Console console;

    Maven(Tree tree, Console console) {
        this.tree = tree;
        this.console = console;
    }

    /**
     * Packages modules and what they depend on, without running a test or checking style.
     *
     * @param modules their folders
     * @param tests the switch that leaves tests out
     * @throws Stopped when it fails
     */
    void pack(List<String> modules, String tests) {
        var names = String.join(", ", modules);
        run(
                "building " + names,
                "built " + names,
                List.of("-DskipQuality", tests, "-pl", String.join(",", modules), "-am", "package"));
    }

    /**
     * Runs the whole build with every check, so that all that Maven will ever need is here afterwards. A module that does
     * not pass its checks does not keep the others from being fetched.
     *
     * @throws Stopped when something cannot be downloaded
     */
    void fetch() {
        // no test has this tag; with -DskipTests, what runs the tests would not be fetched
        run(
                "fetching what Maven needs",
                "fetched what Maven needs",
                List.of("-Dgroups=none", "--fail-never", "verify"));
    }

    /**
     * Runs any goals.
     *
     * @param doing what the progress line says meanwhile
     * @param done what stays on the terminal when it has worked
     * @throws Stopped when it fails
     */
    private void run(String doing, String done, List<String> arguments) {
        var command = new ArrayList<>(List.of(executable(), "-B", "-Dstyle.color=never"));
        command.addAll(arguments);
        var log = new MavenLog();
        try (var activity = Activity.begin(console, doing)) {
            int exit = run(command, log, activity);
            if (exit != 0 || log.downloadFailed()) {
                throw failed(doing, log);
            }
            activity.done(done);
        }
    }

    private int run(List<String> command, MavenLog log, Activity activity) {
        try (var file = new PrintWriter(Files.newBufferedWriter(logFile()));
                var maven = GuardedProcess.command(command)
                        .in(tree.root())
                        .environment(Map.of("JAVA_HOME", System.getProperty("java.home")))
                        .output(line -> {
                            file.println(line);
                            activity.at(log.read(line));
                        })
                        .start()) {
            int exit = maven.exit().join();
            // waits for the last line, too
            var _ = maven.lastLines();
            return exit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stopped failed(String doing, MavenLog log) {
        log.essence().forEach(line -> console.line("   " + line));
        var what = doing + " failed; all of its output is in "
                + tree.root().relativize(tree.logs().resolve("build.log"));
        return log.compilationFailed()
                ? Stopped.notDone(what, "mend what does not compile")
                : Stopped.environment(what, "./kata doctor");
    }

    private Path logFile() throws IOException {
        return Files.createDirectories(tree.logs()).resolve("build.log");
    }

    private static String executable() {
        return Programs.onThePath("mvn")
                .orElseThrow(() -> Stopped.environment(
                        "Maven is not on the PATH.", "install Maven 3.8 or newer: apt, brew or sdk install maven"))
                .toString();
    }
}
