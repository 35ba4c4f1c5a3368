package katas.webhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.time.Duration;
import katas.lab.infrastructure.FreePorts;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** When a process is connected to Redis, and what it says of that. */
@Lab(Needs.REDIS)
class PulseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void whoever_starts_while_redis_answers_is_connected_when_it_has_started_though_the_first_try_fails(
            RedisHandle redis) throws IOException {
        try (var network = new FirstReset(redis.port());
                var client = client(network.port());
                var link = new RedisLink(client, PATIENCE)) {
            var pulse = new Pulse(link);

            pulse.start();

            assertThat(link.<String>call(RedisAsyncCommands::ping)).isEqualTo("PONG");
            assertThat(health(link)).isEqualTo(Status.UP);
            pulse.stop();
        }
    }

    @Test
    void whoever_starts_without_redis_starts_and_says_that_it_is_not_there() {
        try (var client = client(FreePorts.next());
                var link = new RedisLink(client, PATIENCE)) {
            var pulse = new Pulse(link);

            pulse.start();

            assertThat(pulse.isRunning()).isTrue();
            assertThat(health(link)).isEqualTo(Status.DOWN);
            pulse.stop();
        }
    }

    @Test
    void health_tells_of_the_connection_that_is_used_and_of_no_other(RedisHandle redis) {
        try (var client = client(redis.port())) {
            var link = new RedisLink(client, PATIENCE);
            assertThat(health(link)).isEqualTo(Status.DOWN);

            link.connect();
            assertThat(health(link)).isEqualTo(Status.UP);

            link.close();
            assertThat(health(link)).isEqualTo(Status.DOWN);
        }
    }

    private static RedisClient client(int port) {
        var client = RedisClient.create(RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(port)
                .withTimeout(PATIENCE)
                .build());
        client.setOptions(RedisConfiguration.options());
        return client;
    }

    private static Status health(RedisLink link) {
        return new RedisHealth(link).health().getStatus();
    }
}
