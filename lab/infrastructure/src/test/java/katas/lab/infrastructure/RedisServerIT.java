package katas.lab.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisServerIT {
    @TempDir
    Path data;

    private RedisServer redis;

    @BeforeEach
    void describe() {
        redis = new RedisServer(data, FreePorts.next());
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void answers_as_soon_as_it_has_started() {
        redis.start();

        assertThat(redis.running()).isTrue();
        assertThat(ask("PING")).isEqualTo("PONG");
    }

    @Test
    void runs_with_the_labs_settings() {
        redis.start();

        assertThat(ask("CONFIG GET appendonly")).isEqualTo("yes");
        assertThat(ask("CONFIG GET appendfsync")).isEqualTo("always");
        assertThat(ask("CONFIG GET maxmemory-policy")).isEqualTo("noeviction");
    }

    @Test
    void tells_how_often_it_has_run_a_command() throws IOException {
        redis.start();
        assertThat(RedisConsole.calls(redis.port(), "mget")).isZero();

        ask("MGET a b");
        ask("MGET c");

        assertThat(RedisConsole.calls(redis.port(), "mget")).isEqualTo(2);
    }

    @Test
    void is_silent_while_it_is_paused_and_goes_on_afterwards() {
        redis.start();

        redis.pause();
        try (var client = new RedisClient(redis.port(), Duration.ofMillis(200))) {
            assertThatThrownBy(() -> client.call("PING")).hasMessageContaining("timed out");
        }
        redis.resume();

        assertThat(ask("PING")).isEqualTo("PONG");
    }

    @Test
    void has_every_acknowledged_write_after_a_kill() {
        redis.start();
        long before = redis.pid();
        ask("SET quota 100");

        redis.kill();
        assertThat(redis.running()).isFalse();
        redis.restart();

        assertThat(redis.pid()).isNotEqualTo(before);
        assertThat(ask("GET quota")).isEqualTo("100");
    }

    @Test
    void would_lose_the_write_without_its_append_only_file() {
        redis.start();
        ask("CONFIG SET appendonly no");
        ask("SET quota 100");

        redis.kill();
        redis.restart();

        assertThat(ask("GET quota")).isEqualTo("-1");
    }

    @Test
    void restarts_while_it_runs_without_losing_anything() {
        redis.start();
        ask("SET quota 100");

        redis.restart();

        assertThat(ask("GET quota")).isEqualTo("100");
    }

    @Nested
    class says_what_is_wrong_when {
        @Test
        void its_port_is_taken() throws IOException {
            try (var taken = new ServerSocket(redis.port(), 1, InetAddress.getLoopbackAddress())) {
                assertThatThrownBy(redis::start)
                        .isInstanceOf(PortInUse.class)
                        .hasMessage("Redis cannot start: port %d is in use by another process", taken.getLocalPort());
            }
        }

        @Test
        void another_version_wrote_the_data() throws IOException {
            redis.start();
            ask("SET quota 100");
            redis.stop();
            Files.writeString(data.resolve("redis.version"), "7.0.15\n");

            assertThatThrownBy(redis::start)
                    .isInstanceOf(ServerDidNotStart.class)
                    .hasMessageContaining("belongs to Redis 7.0.15, and this is Redis 6.2");
        }

        @Test
        void nobody_knows_which_version_wrote_the_data() throws IOException {
            Files.createDirectory(data.resolve("appendonlydir"));

            assertThatThrownBy(redis::start).hasMessageContaining("belongs to Redis unknown, and this is Redis 6.2");
        }

        @Test
        void a_library_is_missing() throws IOException {
            chosen("echo 'redis-server: error while loading shared libraries: libssl.so.3: cannot open shared object"
                    + " file: No such file or directory'; exit 127");

            assertThatThrownBy(redis::start)
                    .hasMessage("Redis needs libssl.so.3, which is not installed:"
                            + " on Debian or Ubuntu, apt-get install libssl3");
        }

        @Test
        void it_ends_while_it_starts() throws IOException {
            chosen("test \"$1\" = --version && echo 'Redis server v=6.2.0' && exit; echo 'no luck'; exit 1");

            assertThatThrownBy(redis::start)
                    .hasMessageMatching("(?s)Redis on port \\d+ ended while starting. It said:\\s+no luck");
        }

        @AfterEach
        void useTheBundledOneAgain() {
            System.clearProperty("lab.redis.binary");
        }

        private void chosen(String script) throws IOException {
            var binary = Files.writeString(data.resolve("chosen-redis"), "#!/bin/sh\n" + script + "\n");
            assertThat(binary.toFile().setExecutable(true)).isTrue();
            System.setProperty("lab.redis.binary", binary.toString());
        }
    }

    private String ask(String command) {
        try (var client = new RedisClient(redis.port())) {
            return client.call(command);
        }
    }
}
