package katas.lab.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import katas.lab.testing.exercise.EnvironmentFailure;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** Decides between containers and child processes. */
final class InfrastructureChoice {
    private static final String INSTEAD =
            "start one, or run the servers as child processes: -Dlab.infrastructure=embedded";

    private InfrastructureChoice() {}

    /**
     * Takes what was asked for, else containers where an engine answers, and prints which it is.
     *
     * @throws EnvironmentFailure if what was asked for is not to be had here
     */
    static Infrastructure make() {
        var asked = System.getProperty("lab.infrastructure", System.getenv("LAB_INFRASTRUCTURE"));
        var infrastructure = make(asked == null || asked.isBlank() ? null : asked, InfrastructureChoice::engineAnswers);
        System.out.printf(
                "Lab: Redis and Kafka %s (%s)%n",
                infrastructure,
                asked == null
                        ? "choose with -Dlab.infrastructure=containers|embedded"
                        : "asked for with lab.infrastructure or LAB_INFRASTRUCTURE");
        return infrastructure;
    }

    static Infrastructure make(@Nullable String asked, BooleanSupplier engineAnswers) {
        return switch (asked) {
            case null -> engineAnswers.getAsBoolean() ? new ContainerInfrastructure() : new EmbeddedInfrastructure();
            case "embedded" -> new EmbeddedInfrastructure();
            case "containers" -> {
                if (!engineAnswers.getAsBoolean()) {
                    throw new EnvironmentFailure(
                            "containers were asked for, and no container engine answers: " + INSTEAD);
                }
                yield new ContainerInfrastructure();
            }
            default ->
                throw new EnvironmentFailure(
                        "lab.infrastructure is '%s': choose containers or embedded".formatted(asked));
        };
    }

    /** Asks Testcontainers, which takes long and says much when there is nothing, only where there may be something. */
    private static boolean engineAnswers() {
        return engineIsLikely() && DockerClientFactory.instance().isDockerAvailable() && engineIsLocal();
    }

    private static boolean engineIsLikely() {
        var home = System.getProperty("user.home");
        var runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", home);
        return System.getenv("DOCKER_HOST") != null
                || Stream.of(
                                "/var/run/docker.sock",
                                runtime + "/docker.sock",
                                home + "/.docker/run/docker.sock",
                                home + "/.docker/desktop/docker.sock",
                                home + "/.testcontainers.properties")
                        .map(Path::of)
                        .anyMatch(Files::exists);
    }

    /** Tells whether published ports are reached on loopback, where alone they are published. */
    private static boolean engineIsLocal() {
        try {
            return InetAddress.getByName(DockerClientFactory.instance().dockerHostIpAddress())
                    .isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
