package katas.lab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import katas.lab.infrastructure.FreePorts;
import org.junit.jupiter.api.Test;

class PortHolderTest {
    private final long self = ProcessHandle.current().pid();

    @Test
    void names_the_process_that_listens_on_all_addresses() throws IOException {
        try (var socket = new ServerSocket(FreePorts.next())) {
            assertThat(PortHolder.pid(socket.getLocalPort())).contains(self);
            assertThat(PortHolder.describe(socket.getLocalPort())).isEqualTo("java (process " + self + ")");
        }
    }

    @Test
    void names_the_process_that_listens_on_loopback_only() throws IOException {
        try (var socket = new ServerSocket(FreePorts.next(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortHolder.pid(socket.getLocalPort())).contains(self);
        }
    }

    @Test
    void names_nobody_for_a_free_port() {
        assertThat(PortHolder.describe(FreePorts.next())).isEqualTo("another process");
    }
}
