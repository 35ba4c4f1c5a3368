package katas.lab.testing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import katas.lab.testing.exercise.EnvironmentFailure;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/**
 * Decides between containers and child processes.
 *
 * <p>Unasked, containers are taken where an engine answers and has the images. A download of hundreds of megabytes, or
 * minutes of tries where there is no registry, is only for who asks for containers.
 */
final class InfrastructureChoice {
    // what Testcontainers itself needs, unless told not to
    private static final String RYUK = "testcontainers/ryuk:0.14.0";

    private InfrastructureChoice() {}

    /**
     * Takes what was asked for, else what is there, and prints which it is.
     *
     * @param need the first server that will be started
     * @throws EnvironmentFailure if what was asked for is not to be had here
     */
    static Infrastructure make(Needs need) {
        var asked = System.getProperty("lab.infrastructure", System.getenv("LAB_INFRASTRUCTURE"));
        return make(
                asked == null || asked.isBlank() ? null : asked,
                InfrastructureChoice::engineAnswers,
                () -> whyNoContainers(need));
    }

    static Infrastructure make(
            @Nullable String asked, BooleanSupplier engineAnswers, Supplier<Optional<String>> whyNoContainers) {
        return switch (asked) {
            case null ->
                whyNoContainers
                        .get()
                        .map(reason -> announced(new EmbeddedInfrastructure(), reason))
                        .orElseGet(() -> announced(new ContainerInfrastructure(), "a container engine answers"));
            case "embedded" -> announced(new EmbeddedInfrastructure(), "as asked for");
            case "containers" -> {
                if (!engineAnswers.getAsBoolean()) {
                    throw new EnvironmentFailure(
                            "containers were asked for, and no container engine answers on this machine: start one"
                                    + " (without a registry also set TESTCONTAINERS_RYUK_DISABLED=true),"
                                    + " or run the servers as child processes: -Dlab.infrastructure=embedded");
                }
                yield announced(new ContainerInfrastructure(), "as asked for");
            }
            default ->
                throw new EnvironmentFailure(
                        "lab.infrastructure is '%s': choose containers or embedded".formatted(asked));
        };
    }

    private static Infrastructure announced(Infrastructure infrastructure, String reason) {
        System.out.printf("Lab: Redis and Kafka %s (%s)%n", infrastructure, reason);
        return infrastructure;
    }

    private static Optional<String> whyNoContainers(Needs need) {
        var engine = ContainerEngine.find();
        if (engine.isEmpty()) {
            return Optional.of("no container engine answers");
        }
        if (isContainer()) {
            return Optional.of("this machine is a container itself");
        }
        if (!engine.get().has(Images.of(need))) {
            return Optional.of(
                    "the engine has no %s; -Dlab.infrastructure=containers fetches it".formatted(Images.of(need)));
        }
        if (!ryukIsDisabled() && !engine.get().has(RYUK)) {
            return Optional.of("the engine has no %s; -Dlab.infrastructure=containers fetches it".formatted(RYUK));
        }
        return engineAnswers() ? Optional.empty() : Optional.of("Testcontainers cannot use the engine");
    }

    /** Testcontainers would look for the engine's address from inside, with an image that it has to fetch. */
    private static boolean isContainer() {
        return Files.exists(Path.of("/.dockerenv")) && System.getenv("TESTCONTAINERS_HOST_OVERRIDE") == null;
    }

    private static boolean ryukIsDisabled() {
        return Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"));
    }

    /** Ports are published on loopback only, so an engine elsewhere is of no use. */
    private static boolean engineAnswers() {
        try {
            var docker = DockerClientFactory.instance();
            return docker.isDockerAvailable()
                    && InetAddress.getByName(docker.dockerHostIpAddress()).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
