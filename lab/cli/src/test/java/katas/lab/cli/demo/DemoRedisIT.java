package katas.lab.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoRedisIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path data;

    @Test
    void can_be_frozen_killed_and_started_again_at_one_address() {
        var redis = DemoRedis.start(data);
        try (redis) {
            assertThat(answers(redis, PATIENCE)).isTrue();
            redis.pause();
            assertThat(answers(redis, Duration.ofMillis(300))).isFalse();
            redis.resume();
            assertThat(answers(redis, PATIENCE)).isTrue();
            redis.kill();
            assertThat(answers(redis, PATIENCE)).isFalse();
            redis.restart();
            assertThat(answers(redis, PATIENCE)).isTrue();
        }

        assertThat(answers(redis, PATIENCE)).isFalse();
    }

    /** Returns whether it answers a ping in time. */
    static boolean answers(DemoRedis redis, Duration within) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.setSoTimeout((int) within.toMillis());
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException _) {
            return false;
        }
    }
}
