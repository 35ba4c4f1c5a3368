package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault bites and ends; each test but the last few leaves its fault behind, for the extension to mend. */
@Lab(Needs.REDIS)
class RedisFaultsIT {
    private static final Duration TIMEOUT = Duration.ofMillis(400);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final RedisHandle redis;
    private final RedisClient client;
    private final RedisCommands<String, String> commands;

    RedisFaultsIT(RedisHandle redis) {
        this.redis = redis;
        this.client = RedisClient.create(redis.uri());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        var connection = client.connect();
        connection.setTimeout(TIMEOUT);
        this.commands = connection.sync();
    }

    @BeforeEach
    void nothing_is_left_of_the_last_fault() {
        assertThat(millisOf(() -> commands.set("quota", "100"))).isLessThan(TIMEOUT.toMillis());
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void paused_it_is_silent() {
        redis.pause();

        assertThatThrownBy(commands::ping).isInstanceOf(RedisCommandTimeoutException.class);
    }

    @Test
    void resumed_it_answers_on_the_same_connection() {
        redis.pause();
        assertThatThrownBy(commands::ping).isInstanceOf(RedisCommandTimeoutException.class);

        redis.resume();

        assertThat(commands.get("quota")).isEqualTo("100");
    }

    @Test
    void killed_it_is_gone() {
        redis.kill();

        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(commands::ping).isInstanceOf(RedisException.class));
        assertThatThrownBy(this::connect).isInstanceOf(RedisConnectionException.class);
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

        assertThat(millisOf(commands::ping)).isGreaterThanOrEqualTo(200);
    }

    @Test
    void delayed_beyond_the_timeout_no_answer_comes_in_time() {
        redis.delay(TIMEOUT.plusMillis(300));

        assertThatThrownBy(commands::ping).isInstanceOf(RedisCommandTimeoutException.class);
    }

    @Test
    void cut_off_connections_break_and_none_can_be_made() {
        redis.cut();

        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(commands::ping).isInstanceOf(RedisException.class));
        assertThatThrownBy(this::connect).isInstanceOf(RedisConnectionException.class);
    }

    @Test
    void mended_after_a_cut_clients_come_back_by_themselves() {
        redis.cut();
        await().atMost(SOON)
                .untilAsserted(() -> assertThatThrownBy(commands::ping).isInstanceOf(RedisException.class));

        redis.mend();

        awaitQuota();
    }

    @Test
    void mended_after_everything_at_once_it_answers() {
        redis.pause();
        redis.delay(Duration.ofSeconds(1));
        redis.cut();
        redis.kill();

        redis.mend();

        awaitQuota();
    }

    private void awaitQuota() {
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> commands.get("quota").equals("100"));
    }

    private void connect() {
        try (var another = RedisClient.create(redis.uri())) {
            another.connect().sync().ping();
        }
    }

    private static long millisOf(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
