package katas.lab.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final Duration LATE = Duration.ofMillis(300);

    private EchoServer server;
    private TcpProxy proxy;

    @BeforeEach
    void start() {
        server = new EchoServer();
        proxy = new TcpProxy(FreePorts.next(), server.port());
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    @Test
    void passes_questions_and_answers() {
        try (var client = new RedisClient(proxy.port())) {
            assertThat(client.call("+hello")).isEqualTo("hello");
            assertThat(client.call("+" + "x".repeat(100_000))).hasSize(100_000);
        }
    }

    @Test
    void makes_answers_late_until_it_is_mended() {
        try (var client = new RedisClient(proxy.port())) {
            proxy.delay(LATE);
            assertThat(timeOf(() -> client.call("+hello"))).isGreaterThanOrEqualTo(LATE);

            proxy.mend();
            proxy.delay(Duration.ofMinutes(1));
            Thread.startVirtualThread(proxy::mend);
            assertThat(client.call("+a minute early")).isEqualTo("a minute early");
        }
    }

    @Test
    void delays_many_answers_at_once_and_not_one_after_the_other() throws Exception {
        proxy.delay(LATE);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.setSoTimeout(60_000);
            var elapsed = timeOf(() -> {
                try {
                    for (int i = 0; i < 100; i++) {
                        socket.getOutputStream().write("+\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    socket.getInputStream().readNBytes(100 * 3);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            assertThat(elapsed).isBetween(LATE, LATE.multipliedBy(33));
        }
    }

    @Test
    void breaks_connections_when_cut_and_serves_new_ones_when_mended() {
        try (var client = new RedisClient(proxy.port())) {
            client.call("+hello");

            proxy.cut();

            assertThatThrownBy(() -> client.call("+hello")).isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(this::askOnce).isInstanceOf(UncheckedIOException.class);
        }
        proxy.mend();
        assertThat(askOnce()).isEqualTo("hello");
    }

    @Test
    void breaks_connections_to_a_server_that_is_not_there_and_finds_it_when_it_is_back() {
        server.close();
        assertThatThrownBy(this::askOnce).isInstanceOf(UncheckedIOException.class);

        try (var elsewhere = new EchoServer()) {
            proxy.target(elsewhere.port());

            assertThat(askOnce()).isEqualTo("hello");
        }
    }

    @Test
    void ends_the_clients_connection_when_the_server_ends_it() {
        try (var client = new RedisClient(proxy.port())) {
            client.call("+hello");

            server.close();

            assertThatThrownBy(() -> client.call("+hello")).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void ends_the_servers_connection_when_the_client_ends_it() {
        try (var client = new RedisClient(proxy.port())) {
            client.call("+hello");
            assertThat(server.connections()).isEqualTo(1);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> server.connections() == 0);
    }

    private String askOnce() {
        try (var client = new RedisClient(proxy.port())) {
            return client.call("+hello");
        }
    }

    private static Duration timeOf(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Sends everything back. */
    private static final class EchoServer implements AutoCloseable {
        private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
        private final ServerSocket listener;

        EchoServer() {
            try {
                listener = new ServerSocket(FreePorts.next(), 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread.startVirtualThread(this::accept);
        }

        int port() {
            return listener.getLocalPort();
        }

        int connections() {
            return connections.size();
        }

        private void accept() {
            try {
                while (true) {
                    var socket = listener.accept();
                    connections.add(socket);
                    Thread.startVirtualThread(() -> echo(socket));
                }
            } catch (IOException _) {
                // closed
            }
        }

        private void echo(Socket socket) {
            try (socket) {
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException _) {
                // the other side is gone
            } finally {
                connections.remove(socket);
            }
        }

        @Override
        public void close() {
            try {
                listener.close();
                for (var socket : List.copyOf(connections)) {
                    socket.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
