package katas.lab.infrastructure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What Redis and Kafka have in common as child processes: one port, one process at a time, a question that proves it lives. */
abstract sealed class ServerProcess implements Server permits RedisServer, KafkaServer {
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);

    private final String name;
    private final int port;
    private final Duration patience;

    // volatile, and no lock: a shutdown hook must be able to stop a server that is still starting
    private volatile @Nullable GuardedProcess process;
    private volatile boolean paused;

    ServerProcess(String name, int port, Duration patience) {
        this.name = name;
        this.port = port;
        this.patience = patience;
    }

    /** Starts the process without waiting for its answer. */
    abstract GuardedProcess launch();

    /** Asks the server once whether it is ready; false when it does not answer. */
    abstract boolean answers();

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final long pid() {
        return started().pid();
    }

    @Override
    public final boolean running() {
        var current = process;
        return current != null && current.running();
    }

    @Override
    public final void start() {
        if (running()) {
            return;
        }
        if (!FreePorts.isFree(port)) {
            throw new PortInUse(name, port);
        }
        var launched = launch();
        process = launched;
        paused = false;
        long deadline = System.nanoTime() + patience.toNanos();
        while (!answers()) {
            if (!launched.running()) {
                throw didNotStart("ended while starting", launched);
            }
            if (System.nanoTime() > deadline) {
                launched.kill();
                throw didNotStart("did not answer within " + patience.toSeconds() + " s", launched);
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
    }

    @Override
    public final void stop() {
        if (running()) {
            started().close();
        }
    }

    @Override
    public final void kill() {
        if (running()) {
            started().kill();
        }
    }

    @Override
    public final void pause() {
        started().pause();
        paused = true;
    }

    @Override
    public final void resume() {
        if (paused) {
            started().resume();
            paused = false;
        }
    }

    @Override
    public final String toString() {
        return "%s on port %d".formatted(name, port);
    }

    private GuardedProcess started() {
        var current = process;
        if (current == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return current;
    }

    private ServerDidNotStart didNotStart(String what, GuardedProcess launched) {
        return new ServerDidNotStart("%s on port %d %s. It said:%n  %s"
                .formatted(name, port, what, String.join("\n  ", launched.lastLines())));
    }
}
