package katas.lab.infrastructure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A child process that never outlives this one, even when this one is killed with -9 and the child is stopped.
 *
 * <p>Before the shell becomes the child, it leaves a guard behind that reads from a pipe whose other end this process
 * holds. The kernel closes that end however this process dies; the guard then kills the child. When the child ends
 * first, a line down the pipe sends the guard home. The child ignores Ctrl-C, a closed terminal and Ctrl-\, which reach
 * the whole process group: the launcher orders the shutdown.
 */
public final class GuardedProcess implements AutoCloseable {
    // The guard is an orphan on purpose: the child must not find a child of its own that it never started.
    private static final String GUARD = """
            trap '' INT HUP QUIT
            exec 3<&0
            (
                trap '' TERM
                { read -r released <&3 || kill -9 $$; } >/dev/null 2>&1 &
            )
            exec "$@" 3<&- </dev/null
            """;

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);
    private static final int LINES_KEPT = 20;

    private final Process process;
    private final Thread reader;
    private final LastLines lastLines = new LastLines(LINES_KEPT);

    private GuardedProcess(Process process, Consumer<String> output) {
        this.process = process;
        this.reader = Thread.ofPlatform()
                .daemon()
                .name("output of process " + process.pid())
                .start(() -> read(output));
        var _ = process.onExit().thenRun(this::releaseGuard);
    }

    /**
     * Begins the description of a process.
     *
     * @param command the program and its arguments
     */
    public static Builder command(String... command) {
        return command(List.of(command));
    }

    /** Begins the description of a process; see {@link #command(String...)}. */
    public static Builder command(List<String> command) {
        return new Builder(command);
    }

    /** The id of the child itself, not of its guard. */
    public long pid() {
        return process.pid();
    }

    /** Tells whether the child lives; a paused one does. */
    public boolean running() {
        return process.isAlive();
    }

    /** Completes with the exit code when the child ends; 128 + n when signal n ended it. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The last lines that it wrote, at most 20; all of them are there once it has ended. */
    public List<String> lastLines() {
        if (!running()) {
            joinReader();
        }
        return lastLines.list();
    }

    /**
     * Stops it where it is, {@code SIGSTOP}, and waits until none of its threads runs.
     *
     * @throws IllegalStateException if one still runs after ten seconds
     */
    public void pause() {
        signal("STOP");
        var state = new ProcessState(pid());
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (running() && !state.isStopped()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("process %d does not stop".formatted(pid()));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Lets a paused one go on: {@code SIGCONT}. */
    public void resume() {
        signal("CONT");
    }

    /** Ends it like a crash, {@code SIGKILL}, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /**
     * Asks it to end, {@code SIGTERM}, and kills it if it does not.
     *
     * @param grace time it has to end by itself
     */
    public void stop(Duration grace) {
        if (!running()) {
            return;
        }
        resume();
        process.destroy();
        if (!ended(grace)) {
            kill();
        }
        joinReader();
    }

    /** Stops it with ten seconds' grace. */
    @Override
    public void close() {
        stop(GRACE);
    }

    private boolean ended(Duration grace) {
        try {
            return process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void signal(String signal) {
        if (!running()) {
            return;
        }
        try {
            // the shell's own kill: slim images have no /bin/kill
            new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(signal, pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Consumer<String> output) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                lastLines.add(line);
                output.accept(line);
            }
        } catch (IOException _) {
            // the process has ended
        }
    }

    private void joinReader() {
        try {
            // bounded: a grandchild may have inherited the output and hold it open
            reader.join(GRACE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void releaseGuard() {
        try (var pipe = process.getOutputStream()) {
            pipe.write('\n');
        } catch (IOException _) {
            // the guard is gone already
        }
    }

    /** Describes a process before it starts. */
    public static final class Builder {
        private final List<String> command;
        private final Map<String, String> environment = new HashMap<>();
        private Path folder = Path.of("");
        private Consumer<String> output = _ -> {};

        private Builder(List<String> command) {
            this.command = command;
        }

        /** Sets the working folder; this process' own by default. */
        public Builder in(Path folder) {
            this.folder = folder;
            return this;
        }

        /** Adds environment variables to those of this process. */
        public Builder environment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        /**
         * Sets who gets what the process writes to both its streams; nobody by default.
         *
         * @param line called for one line after the other, from one thread
         */
        public Builder output(Consumer<String> line) {
            this.output = line;
            return this;
        }

        /** Starts the process. */
        public GuardedProcess start() {
            var guarded = new ArrayList<>(List.of("sh", "-c", GUARD, command.getFirst()));
            guarded.addAll(command);
            var builder = new ProcessBuilder(guarded)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            try {
                return new GuardedProcess(builder.start(), output);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
