package katas.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RationedSocketTest {
    private final Stranger flooding = new Stranger(call -> call.sayForever("a"));
    private final Allowance allowance = new Allowance(Bounds.READ_BYTES);

    @AfterEach
    void close() throws IOException {
        flooding.close();
    }

    @Test
    void an_attempt_reads_as_much_as_it_may_and_not_a_byte_more() throws Exception {
        try (var socket = connected()) {
            assertThat(ScopedValue.where(Allowance.CURRENT, allowance).call(() -> drain(socket.getInputStream())))
                    .isEqualTo(65_536);
        }

        assertThat(allowance.isExceeded()).isTrue();
    }

    @Test
    void a_second_connection_of_the_same_attempt_has_what_the_first_has_left() throws Exception {
        try (var first = connected();
                var second = connected()) {
            assertThat(ScopedValue.where(Allowance.CURRENT, allowance)
                            .call(() ->
                                    first.getInputStream().readNBytes(65_000).length + drain(second.getInputStream())))
                    .isEqualTo(65_536);
        }
    }

    @Test
    void to_read_all_that_is_allowed_is_not_too_much() throws Exception {
        try (var socket = connected()) {
            ScopedValue.where(Allowance.CURRENT, allowance)
                    .call(() -> socket.getInputStream().readNBytes(65_536));
        }

        assertThat(allowance.isExceeded()).isFalse();
    }

    @Test
    void outside_an_attempt_nothing_is_read() throws IOException {
        try (var socket = connected()) {
            assertThatIOException().isThrownBy(() -> socket.getInputStream().read());
        }
    }

    private RationedSocket connected() throws IOException {
        var socket = new RationedSocket();
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), flooding.port()));
        return socket;
    }

    private static int drain(InputStream stream) {
        int total = 0;
        try {
            while (stream.read() >= 0) {
                total++;
            }
        } catch (IOException e) {
            return total;
        }
        return total;
    }
}
