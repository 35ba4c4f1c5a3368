package katas.webhooks.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import katas.lab.testing.Lab;
import katas.lab.testing.MutableClock;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.Ids;
import katas.webhooks.Passage;
import katas.webhooks.message.Acceptance;
import katas.webhooks.message.Acceptance.Accepted;
import katas.webhooks.message.Acceptance.KeyTaken;
import katas.webhooks.message.Intake;
import katas.webhooks.message.Message;
import katas.webhooks.message.NewMessage;
import katas.webhooks.message.Payload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes that accept messages; the log is a list. */
@Lab(Needs.REDIS)
class IntakeIT {
    private final RedisReplica replica;
    private final RedisReplica other;
    private final Collection<Message> log = new ConcurrentLinkedQueue<>();

    IntakeIT(RedisHandle redis) {
        replica = RedisReplica.of(redis);
        other = RedisReplica.of(redis, replica.keys());
    }

    @AfterEach
    void disconnect() {
        replica.close();
        other.close();
    }

    @Test
    void a_key_sent_fifty_times_at_once_is_one_message() throws Exception {
        var answers = Crowd.of(50, number -> accept(number % 2 == 0 ? replica : other, "{\"order\":7}"));

        assertThat(answers).hasSize(50).containsOnly(answers.getFirst());
        assertThat(answers.getFirst()).isInstanceOf(Accepted.class);
        // some came again before the first was known to be in the log; all that is in it is the same, to the byte
        assertThat(log).hasSizeBetween(1, 50);
        assertThat(log.stream().distinct()).hasSize(1);
    }

    @Test
    void another_body_under_the_same_key_is_refused_and_not_in_the_log() {
        accept(replica, "{\"order\":7}");

        assertThat(accept(other, "{\"order\": 7}")).isEqualTo(new KeyTaken());
        assertThat(log).hasSize(1);
    }

    private Acceptance accept(RedisReplica process, String json) {
        var clock = MutableClock.at(Sample.NOON);
        var intake = new Intake(
                log::add,
                Sample.messages(process, ScriptClock.OF_REDIS),
                new RedisIdempotencyKeys(process.link(), process.keys(), ScriptClock.OF_REDIS, Duration.ofDays(1)),
                new Ids(clock, Sample.RANDOM),
                clock,
                Passage.OPEN,
                (_, failure) -> {
                    throw failure;
                });
        return intake.accept("acme", "key", new NewMessage(Sample.PAID, null, null, Payload.of(json.getBytes(UTF_8))));
    }
}
