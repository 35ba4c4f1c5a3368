package katas.lab.cli.exercise;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import katas.lab.infrastructure.GuardedProcess;

/**
 * One JVM that runs checks: whatever the code in it does, it harms only that JVM.
 *
 * @param classPath learner's classes first, so that package-private types of the kata are within their reach
 * @param folder the working folder
 * @param testClasses where the checks are
 */
record CheckJvm(List<Path> classPath, Path folder, List<String> testClasses) {

    private static final String RUNNER = "katas.lab.testing.runner.SentenceRunner";
    private static final int OUT_OF_MEMORY = 3;
    // the runner keeps the limits; this one is for a runner that can no longer do so, and for servers that do not start
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    // to end after the last check; what the code left running may not want to
    private static final Duration GRACE = Duration.ofSeconds(2);

    /**
     * What happened until the JVM ended.
     *
     * @param events all that it wrote
     * @param status its exit code
     * @param lastLines what it printed last
     * @param gaveUp whether it was killed because it had fallen silent
     */
    record Ended(List<RunEvent> events, int status, List<String> lastLines, boolean gaveUp) {

        boolean complete() {
            return events.stream().anyMatch(each -> each.event().equals("done"));
        }

        boolean outOfMemory() {
            return status == OUT_OF_MEMORY
                    && events.stream().noneMatch(each -> each.event().equals("exit"));
        }
    }

    /**
     * Runs checks until they are done, one of {@code stopAfter} fails, or the JVM ends.
     *
     * @param eventPath a file that does not exist yet
     * @param output gets each line that the code prints
     * @param progress gets each event as it comes
     */
    Ended run(
            List<Exercise.Check> checks,
            List<String> stopAfter,
            long seed,
            Path eventPath,
            Consumer<String> output,
            Consumer<RunEvent> progress) {
        var file = new EventFile(eventPath);
        var events = new ArrayList<RunEvent>();
        try (var process = GuardedProcess.command(command(checks, stopAfter, seed, eventPath))
                .in(folder)
                .output(output)
                .start()) {
            int seconds =
                    checks.stream().mapToInt(Exercise.Check::seconds).max().orElseThrow();
            var deadline = new Deadline(PATIENCE.plusSeconds(3L * seconds));
            boolean gaveUp = false;
            while (!ended(process)) {
                var more = file.more();
                if (more.stream().anyMatch(each -> each.event().equals("done"))) {
                    deadline = new Deadline(GRACE);
                } else if (!more.isEmpty()) {
                    deadline.extend();
                } else if (deadline.isOver()) {
                    gaveUp = true;
                    process.kill();
                }
                more.forEach(progress);
                events.addAll(more);
            }
            events.addAll(file.more());
            return new Ended(events, process.exit().join(), process.lastLines(), gaveUp);
        }
    }

    private static boolean ended(GuardedProcess process) {
        try {
            process.exit().get(50, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> command(List<Exercise.Check> checks, List<String> stopAfter, long seed, Path eventPath) {
        int seconds = checks.stream().mapToInt(Exercise.Check::seconds).max().orElseThrow();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlab.seed=" + seed,
                "-Dlab.infrastructure=" + System.getenv().getOrDefault("LAB_INFRASTRUCTURE", "embedded"),
                "-Dlogback.configurationFile=katas/lab/testing/runner/logback.xml",
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                RUNNER,
                "--events",
                eventPath.toString(),
                "--checks",
                checks.stream().map(each -> each.id() + ":" + each.repeat()).collect(Collectors.joining(",")),
                "--time-limit",
                Integer.toString(seconds)));
        if (!stopAfter.isEmpty()) {
            command.addAll(List.of("--stop-after", String.join(",", stopAfter)));
        }
        testClasses.forEach(each -> command.addAll(List.of("--class", each)));
        return command;
    }

    /** Moves on with every sign of life. */
    private static final class Deadline {
        private final Duration patience;
        private long endNanos;

        Deadline(Duration patience) {
            this.patience = patience;
            extend();
        }

        void extend() {
            endNanos = System.nanoTime() + patience.toNanos();
        }

        boolean isOver() {
            return System.nanoTime() - endNanos > 0;
        }
    }
}
