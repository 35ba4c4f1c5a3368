package katas.lab.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import katas.lab.infrastructure.Server;
import katas.lab.testing.exercise.EnvironmentFailure;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * A server in one container that is killed and started again, never replaced: its data stays inside.
 *
 * <p>Its port is published on a fixed loopback port, because a port that the engine chooses changes with every start.
 */
final class ContainerServer implements Server {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final int GRACE_SECONDS = 10;

    private final String name;
    private final int port;
    private final GenericContainer<?> container;
    private final IntPredicate answers;

    /**
     * Describes the server; nothing starts yet.
     *
     * @param port loopback port to publish on
     * @param inside port that it listens on in the container
     * @param answers asks the server on a loopback port whether it is ready
     */
    ContainerServer(String name, int port, int inside, GenericContainer<?> container, IntPredicate answers) {
        this.name = name;
        this.port = port;
        this.container = container;
        this.answers = answers;
        container.setPortBindings(List.of("127.0.0.1:%d:%d".formatted(port, inside)));
        // readiness is asked for here, on every start and not only on the first
        container.waitingFor(new AbstractWaitStrategy() {
            @Override
            protected void waitUntilReady() {}
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public long pid() {
        return Objects.requireNonNullElse(state().getPidLong(), 0L);
    }

    @Override
    public boolean running() {
        return container.getContainerId() != null && is(state().getRunning());
    }

    @Override
    public void start() {
        if (running()) {
            return;
        }
        if (container.getContainerId() == null) {
            container.start();
        } else {
            docker().startContainerCmd(container.getContainerId()).exec();
        }
        await("answer", () -> answers.test(port));
    }

    @Override
    public void stop() {
        if (running()) {
            resume();
            try {
                docker().stopContainerCmd(container.getContainerId())
                        .withTimeout(GRACE_SECONDS)
                        .exec();
            } catch (NotModifiedException _) {
                // it has ended meanwhile
            }
        }
    }

    @Override
    public void kill() {
        if (running()) {
            resume();
            docker().killContainerCmd(container.getContainerId()).exec();
            await("end", () -> !running());
        }
    }

    @Override
    public void pause() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        if (is(state().getPaused())) {
            docker().unpauseContainerCmd(container.getContainerId()).exec();
        }
    }

    /** Removes the container with its data. */
    @Override
    public void close() {
        container.stop();
    }

    private void await(String what, BooleanSupplier happened) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline || (what.equals("answer") && !running())) {
                throw new EnvironmentFailure("%s in container %s did not %s within %d s. It said:%n%s"
                        .formatted(
                                name, container.getDockerImageName(), what, PATIENCE.toSeconds(), container.getLogs()));
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
    }

    private ContainerState state() {
        return docker().inspectContainerCmd(container.getContainerId()).exec().getState();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private static boolean is(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
