package katas.lab.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One call of the real {@code ./kata}, as a shell would make it. */
final class KataCall implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final StringWriter output = new StringWriter();
    private final Thread reader;

    private KataCall(Process process) {
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /**
     * Starts it.
     *
     * @param folder where the shell is
     * @param environment what is set besides what is set here
     */
    static KataCall start(Path launcher, Path folder, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new KataCall(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var in = process.inputReader(StandardCharsets.UTF_8)) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                output.write(c);
            }
        } catch (IOException _) {
            // the process has ended
        }
    }

    KataCall awaitOutput(String text) {
        await().atMost(PATIENCE).until(() -> output().contains(text) || !process.isAlive());
        if (!output().contains(text)) {
            throw new AssertionError("ended without saying '" + text + "':\n" + output());
        }
        return this;
    }

    int exit() {
        try {
            int exit = process.waitFor();
            // bounded: a child that was left behind would hold the output open
            reader.join(Duration.ofSeconds(5));
            return exit;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String output() {
        return output.toString();
    }

    long pid() {
        return process.pid();
    }

    /** Itself and all it has started. */
    List<ProcessHandle> processes() {
        var all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    /** Sends {@code SIGTERM}, as {@code kill} does. */
    void terminate() {
        // not Process.destroy(): that closes the output, too
        process.toHandle().destroy();
    }

    /** Sends {@code SIGKILL}. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        processes().forEach(ProcessHandle::destroyForcibly);
    }
}
