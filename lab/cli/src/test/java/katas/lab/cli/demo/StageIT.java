package katas.lab.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import katas.lab.cli.CapturedConsole;
import katas.lab.cli.CopiedTree;
import katas.lab.cli.run.Service;
import org.junit.jupiter.api.Test;

class StageIT {
    private final CapturedConsole captured = new CapturedConsole();

    @Test
    void plays_replicas_on_one_redis_that_can_be_broken_and_ends_with_all_of_them() {
        var stage = Stage.set(CopiedTree.shared(), captured.console(), "rate-limiter", false);
        List<Service> replicas;
        try {
            replicas = stage.start("gcra", 2, Map.of());
            assertThat(replicas).hasSize(2).allMatch(Service::running);
            assertThat(replicas.getFirst().url())
                    .isNotEqualTo(replicas.getLast().url());
            assertThat(stage.ask("How many pass?")).isEmpty();

            assertThat(redisAnswers(stage, Duration.ofSeconds(5))).isTrue();
            stage.redis().pause();
            assertThat(redisAnswers(stage, Duration.ofMillis(300))).isFalse();
            stage.redis().resume();
            assertThat(redisAnswers(stage, Duration.ofSeconds(5))).isTrue();
            stage.redis().kill();
            assertThat(redisAnswers(stage, Duration.ofSeconds(5))).isFalse();
            stage.redis().restart();
            assertThat(redisAnswers(stage, Duration.ofSeconds(5))).isTrue();
        } finally {
            stage.close();
        }

        assertThat(replicas).noneMatch(Service::running);
        assertThat(redisAnswers(stage, Duration.ofSeconds(5))).isFalse();
    }

    private static boolean redisAnswers(Stage stage, Duration within) {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), stage.redis().port())) {
            socket.setSoTimeout((int) within.toMillis());
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException _) {
            return false;
        }
    }
}
