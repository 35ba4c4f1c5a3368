package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault bites and ends; most tests leave theirs behind, for the extension to mend. */
@Lab(Needs.REDIS)
class RedisFaultsIT {
    private static final Duration A_WHILE = Duration.ofMillis(400);
    private static final Duration SOON = Duration.ofSeconds(60);

    private final RedisHandle redis;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisCommands<String, String> commands;

    RedisFaultsIT(RedisHandle redis) {
        this.redis = redis;
        this.client = RedisClient.create(redis.uri());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        this.connection = client.connect();
        this.commands = connection.sync();
    }

    @BeforeEach
    void nothing_is_left_of_the_last_fault() {
        connection.setTimeout(SOON);
        commands.set("quota", "100");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void paused_it_is_silent() {
        redis.pause();

        assertSilent();
    }

    @Test
    void resumed_it_answers_on_the_same_connection() {
        redis.pause();
        assertSilent();

        redis.resume();

        connection.setTimeout(SOON);
        assertThat(commands.get("quota")).isEqualTo("100");
    }

    @Test
    void killed_it_is_gone() {
        redis.kill();

        awaitBroken();
        assertThatThrownBy(this::connectAnew).isInstanceOf(RedisConnectionException.class);
    }

    @Test
    void restarted_after_a_kill_it_has_every_acknowledged_write_at_the_same_address() {
        redis.kill();

        redis.restart();

        awaitQuota();
    }

    @Test
    void restarted_while_it_runs_it_has_lost_nothing() {
        redis.restart();

        awaitQuota();
    }

    @Test
    void delayed_every_answer_is_late() {
        redis.delay(Duration.ofMillis(200));

        long start = System.nanoTime();
        commands.ping();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void delayed_beyond_the_timeout_no_answer_comes_in_time() {
        redis.delay(SOON.multipliedBy(3));

        assertSilent();
    }

    @Test
    void cut_off_connections_break_and_none_can_be_made() {
        redis.cut();

        awaitBroken();
        assertThatThrownBy(this::connectAnew).isInstanceOf(RedisConnectionException.class);
    }

    @Test
    void mended_after_a_cut_clients_come_back_by_themselves() {
        redis.cut();
        awaitBroken();

        redis.mend();

        awaitQuota();
    }

    @Test
    void mended_after_everything_at_once_it_answers() {
        redis.pause();
        redis.delay(SOON.multipliedBy(3));
        redis.cut();
        redis.kill();

        redis.mend();

        awaitQuota();
    }

    private void assertSilent() {
        connection.setTimeout(A_WHILE);
        assertThatThrownBy(commands::ping).isInstanceOf(RedisCommandTimeoutException.class);
    }

    private void awaitBroken() {
        connection.setTimeout(A_WHILE);
        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(commands::ping)
                        .isInstanceOf(RedisException.class)
                        .isNotInstanceOf(RedisCommandTimeoutException.class));
    }

    private void awaitQuota() {
        connection.setTimeout(SOON);
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> commands.get("quota").equals("100"));
    }

    private void connectAnew() {
        try (var another = RedisClient.create(redis.uri())) {
            another.connect().sync().ping();
        }
    }
}
