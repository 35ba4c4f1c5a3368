package katas.ratelimiter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import java.time.Duration;
import java.util.List;
import katas.lab.testing.Lab;
import katas.lab.testing.LogOfThisThread;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.json.Formats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log says of Redis, one pulse after the other. */
@Lab(Needs.REDIS)
class PulseIT {

    private final RedisHandle redis;
    private final RedisClient client;
    private final Pulse pulse;

    PulseIT(RedisHandle redis) {
        this.redis = redis;
        client = RedisClient.create(redis.uri());
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        var link = new RedisLink(client, Duration.ofSeconds(2));
        var changes = new ChangeLog(link);
        var policies = new RedisPolicies(link, changes, Formats.json(), Algorithm.GCRA, List.of());
        pulse = new Pulse(link, changes, policies, List.of(), Duration.ofDays(1));
    }

    @BeforeEach
    void connect() {
        pulse.beat();
    }

    @AfterEach
    void close() {
        client.shutdown();
    }

    @Test
    void one_late_answer_is_no_outage() {
        try (var log = LogOfThisThread.of(Pulse.class)) {
            redis.pause();
            pulse.beat();
            redis.resume();
            pulse.beat();

            assertThat(log.messages()).isEmpty();
        }
    }

    @Test
    void an_outage_is_logged_once_at_the_second_silence_and_its_end_once() {
        try (var log = LogOfThisThread.of(Pulse.class)) {
            redis.pause();
            pulse.beat();
            pulse.beat();
            assertThat(log.messages()).singleElement(STRING).startsWith("redis does not answer");
            pulse.beat();
            assertThat(log.messages()).hasSize(1);

            redis.resume();
            pulse.beat();
            pulse.beat();

            assertThat(log.messages()).hasSize(2).last(STRING).startsWith("redis answers");
        }
    }
}
