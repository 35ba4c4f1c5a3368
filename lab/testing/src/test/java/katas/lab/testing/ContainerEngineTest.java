package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerEngineTest {
    @TempDir
    Path folder;

    @Test
    void tells_what_a_living_engine_has() throws IOException {
        var socket = UnixDomainSocketAddress.of(folder.resolve("engine.sock"));
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(socket);
            Thread.startVirtualThread(() -> answer(listener));
            var engine = new ContainerEngine(socket);

            assertThat(engine.answers()).isTrue();
            assertThat(engine.has("apache/kafka:4.2.1")).isTrue();
            assertThat(engine.has("redis:8.0")).isFalse();
        }
    }

    @Test
    void sees_that_a_socket_was_left_behind_by_a_dead_one() throws IOException {
        var socket = UnixDomainSocketAddress.of(folder.resolve("engine.sock"));
        try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(socket);
        }

        assertThat(new ContainerEngine(socket).answers()).isFalse();
    }

    private static void answer(ServerSocketChannel listener) {
        try {
            while (true) {
                try (var channel = listener.accept()) {
                    var request = new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII)).readLine();
                    boolean known = request.equals("GET /_ping HTTP/1.0")
                            || request.equals("GET /images/apache/kafka:4.2.1/json HTTP/1.0");
                    channel.write(StandardCharsets.US_ASCII.encode(
                            "HTTP/1.0 " + (known ? "200 OK" : "404 Not Found") + "\r\n\r\n"));
                }
            }
        } catch (IOException _) {
            // the test has ended
        }
    }
}
