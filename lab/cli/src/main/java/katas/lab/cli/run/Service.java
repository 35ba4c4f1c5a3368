package katas.lab.cli.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import katas.lab.cli.terminal.Stopped;
import katas.lab.infrastructure.GuardedProcess;

/** A kata's service as a child process that listens on loopback. */
public final class Service implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    /** Lines that fit behind a prefix in a terminal. */
    private static final Map<String, String> QUIET =
            Map.of("SPRING_MAIN_BANNER_MODE", "off", "LOGGING_PATTERN_CONSOLE", "%d{HH:mm:ss.SSS} %-5p %c{0}: %m%n");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final String name;
    private final int port;
    private final GuardedProcess process;

    private Service(String name, int port, GuardedProcess process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /**
     * Starts the process; {@link #awaitReady} tells when it answers.
     *
     * @param port loopback port to listen on
     * @param environment all else that the service reads
     * @param log gets every line that the service writes
     */
    public static Service start(
            UnpackedService unpacked, int port, Map<String, String> environment, Consumer<String> log) {
        var process = GuardedProcess.command(unpacked.command())
                .environment(QUIET)
                .environment(environment)
                .environment(Map.of("SERVER_PORT", Integer.toString(port), "SERVER_ADDRESS", "127.0.0.1"))
                .output(log)
                .start();
        return new Service(unpacked.kata(), port, process);
    }

    /**
     * Waits until it is ready.
     *
     * @throws Stopped when it ends first or takes too long
     */
    public void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready()) {
            if (!process.running()) {
                throw notReady("ended while it started (exit %d)"
                        .formatted(process.exit().join()));
            }
            if (System.nanoTime() - deadline > 0) {
                throw notReady("was not ready after %d s".formatted(PATIENCE.toSeconds()));
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
    }

    private boolean ready() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Stopped notReady(String what) {
        return Stopped.environment(
                "%s %s. It said:%n     %s".formatted(name, what, String.join("\n     ", process.lastLines())),
                "./kata doctor");
    }

    public String name() {
        return name;
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean running() {
        return process.running();
    }

    /** Completes with the exit code when it ends, however that comes. */
    public CompletableFuture<Integer> exit() {
        return process.exit();
    }

    /** Ends it like a crash: {@code kill -9}. */
    public void kill() {
        process.kill();
    }

    /** Freezes it: connections stay open, and nothing answers. */
    public void pause() {
        process.pause();
    }

    /** Lets a paused one go on. */
    public void resume() {
        process.resume();
    }

    /** Asks it to end and waits until it has. */
    @Override
    public void close() {
        process.close();
    }
}
