package katas.webhooks.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.message.Message;
import katas.webhooks.message.Payload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class RedisMessagesIT {
    private final RedisReplica replica;
    private final RedisMessages messages;

    RedisMessagesIT(RedisHandle redis) {
        replica = RedisReplica.of(redis);
        messages = Sample.messages(replica, ScriptClock.OF_REDIS);
    }

    @AfterEach
    void disconnect() {
        replica.close();
    }

    @Test
    void a_message_is_found_as_it_was_kept() {
        var bare = Sample.message("acme", "msg_1", null, Sample.NOON.plusNanos(1));
        var full = new Message(
                "msg_2",
                "acme",
                Sample.PAID,
                "order 7 ü",
                Sample.NOON,
                "00-trace-01",
                Payload.of("{}".getBytes(UTF_8)));

        messages.keep(bare);
        messages.keep(full);

        assertThat(messages.find("acme", "msg_1")).contains(bare);
        assertThat(messages.find("acme", "msg_2")).contains(full);
        assertThat(messages.find("acme", "msg_3")).isEmpty();
    }

    @Test
    void a_payload_comes_back_to_the_byte_whatever_the_bytes_are() {
        var all = new byte[Payload.MAX_BYTES];
        for (int index = 0; index < all.length; index++) {
            all[index] = (byte) index;
        }

        for (var bytes : List.of(all, new byte[0], "{\"price\": \"5 €\"}".getBytes(UTF_8))) {
            var id = "msg_" + bytes.length;
            messages.keep(new Message(id, "acme", Sample.PAID, null, Sample.NOON, null, Payload.of(bytes)));
            assertThat(messages.find("acme", id).orElseThrow().payload().bytes())
                    .isEqualTo(bytes);
        }
    }

    @Test
    void a_message_is_nobody_elses_even_in_the_same_shard() {
        messages.keep(Sample.message("acme", "msg_1", null, Sample.NOON));

        assertThat(messages.find(Tenants.beside("acme"), "msg_1")).isEmpty();
        assertThat(messages.envelope(Tenants.beside("acme"), "msg_1")).isEmpty();
    }

    @Test
    void what_is_kept_stays_as_it_is_and_is_kept_for_longer() {
        var first = Sample.message("acme", "msg_1", null, Sample.NOON);
        messages.keep(first);
        var key = replica.keys().of("acme", "message", "msg_1");
        replica.link().<Boolean>call(commands -> commands.pexpire(key, Duration.ofHours(1)));

        messages.keep(Sample.message("acme", "msg_1", "other", Sample.NOON.plusSeconds(1)));

        assertThat(messages.find("acme", "msg_1")).contains(first);
        assertThat(replica.link().<Long>call(commands -> commands.pttl(key)))
                .isBetween(Duration.ofDays(7).toMillis(), Duration.ofDays(8).toMillis());
    }
}
