package katas.lab.testing;

import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import katas.lab.infrastructure.KafkaConsole;
import katas.lab.infrastructure.RedisConsole;
import katas.lab.infrastructure.Resources;
import katas.lab.infrastructure.Server;
import katas.lab.testing.exercise.EnvironmentFailure;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Redis and Kafka from the images that compose uses, with the settings that the child processes have. */
final class ContainerInfrastructure implements Infrastructure {
    private static final int REDIS_PORT = 6379;
    private static final int KAFKA_PORT = 9092;

    @Override
    public Server redis(int port) {
        var container = container(Needs.REDIS)
                .withCopyToContainer(Transferable.of(settings("redis.conf")), "/etc/redis.conf")
                .withCommand("redis-server", "/etc/redis.conf", "--protected-mode", "no");
        return new ContainerServer("Redis", port, REDIS_PORT, container, RedisConsole::answers);
    }

    @Override
    public Server kafka(int port, int advertised) {
        var container = container(Needs.KAFKA)
                .withCopyToContainer(
                        Transferable.of(settings("kafka.properties")), "/mnt/shared/config/server.properties")
                .withEnv(Map.of(
                        "KAFKA_LISTENERS", "PLAINTEXT://:9092,BROKER://localhost:9094,CONTROLLER://:9093",
                        "KAFKA_ADVERTISED_LISTENERS",
                                "PLAINTEXT://127.0.0.1:" + advertised + ",BROKER://localhost:9094",
                        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
                                "PLAINTEXT:PLAINTEXT,BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        // the broker asks itself about transactions, and cannot reach the clients' address from inside
                        "KAFKA_INTER_BROKER_LISTENER_NAME", "BROKER",
                        "KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093",
                        "KAFKA_LOG_DIRS", "/var/lib/kafka/data",
                        "KAFKA_HEAP_OPTS", "-Xms128m -Xmx384m"));
        return new ContainerServer("Kafka", port, KAFKA_PORT, container, KafkaConsole::answers);
    }

    /** Every container was removed when its server was closed. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "in containers";
    }

    private static GenericContainer<?> container(Needs need) {
        var image = Images.of(need);
        fetch(image);
        return new GenericContainer<>(DockerImageName.parse(image));
    }

    /** Fetches an image that is not there, once: Testcontainers would try for minutes where there is no registry. */
    private static void fetch(String image) {
        var docker = DockerClientFactory.lazyClient();
        try {
            docker.inspectImageCmd(image).exec();
        } catch (NotFoundException _) {
            System.out.println("Lab: fetching " + image);
            try {
                docker.pullImageCmd(image).start().awaitCompletion();
            } catch (DockerException | DockerClientException e) {
                throw new EnvironmentFailure(
                        "%s is not to be had (%s): see .env, or choose -Dlab.infrastructure=embedded"
                                .formatted(image, e.getMessage()),
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EnvironmentFailure("interrupted while fetching " + image, e);
            }
        }
    }

    private static String settings(String file) {
        try {
            return Resources.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
