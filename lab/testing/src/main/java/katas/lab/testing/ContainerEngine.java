package katas.lab.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A container engine on this machine, asked over its socket.
 *
 * <p>Testcontainers would answer the same questions, but only after minutes where there is an engine and no registry:
 * it fetches an image of its own first.
 *
 * @param socket where the engine listens
 */
record ContainerEngine(SocketAddress socket) {
    /** Finds the engine that Testcontainers would use; one that is not on this machine does not count. */
    static Optional<ContainerEngine> find() {
        return sockets(System.getenv("DOCKER_HOST"))
                .filter(Files::exists)
                .map(socket -> new ContainerEngine(UnixDomainSocketAddress.of(socket)))
                .filter(ContainerEngine::answers)
                .findFirst();
    }

    boolean answers() {
        return succeeds("/_ping");
    }

    /** Tells whether an image is there, so that nothing has to be fetched. */
    boolean has(String image) {
        return succeeds("/images/" + image + "/json");
    }

    private boolean succeeds(String path) {
        try (var channel = SocketChannel.open(socket)) {
            channel.write(StandardCharsets.US_ASCII.encode("GET " + path + " HTTP/1.0\r\nHost: engine\r\n\r\n"));
            var status = new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII)).readLine();
            return status != null && status.contains(" 200 ");
        } catch (IOException _) {
            return false;
        }
    }

    private static Stream<Path> sockets(@Nullable String dockerHost) {
        if (dockerHost != null) {
            var uri = URI.create(dockerHost);
            return "unix".equals(uri.getScheme()) ? Stream.of(Path.of(uri.getPath())) : Stream.empty();
        }
        var home = System.getProperty("user.home");
        var runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", home + "/.docker/run");
        return Stream.of(
                        "/var/run/docker.sock",
                        runtime + "/docker.sock",
                        home + "/.docker/run/docker.sock",
                        home + "/.docker/desktop/docker.sock")
                .map(Path::of);
    }
}
