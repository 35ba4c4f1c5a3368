package katas.webhooks.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.webhooks.message.Claim;
import katas.webhooks.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class RedisIdempotencyKeysIT {
    private static final Duration DAY = Duration.ofDays(1);

    private final RedisReplica replica;
    private final RedisReplica other;
    private final RedisIdempotencyKeys keys;

    RedisIdempotencyKeysIT(RedisHandle redis) {
        replica = RedisReplica.of(redis);
        other = RedisReplica.of(redis, replica.keys());
        keys = keys(replica);
    }

    @AfterEach
    void disconnect() {
        replica.close();
        other.close();
    }

    @Test
    void the_same_key_fifty_times_at_once_is_one_message() throws Exception {
        var claims = Crowd.of(50, number -> {
            var candidate = message("msg_" + number);
            return switch (keys(number % 2 == 0 ? replica : other).claim("acme", "key", "print", candidate)) {
                case Claim.New() -> "new " + candidate.id();
                case Claim.Repeated repeated -> repeated.id();
                case Claim.Taken() -> "taken";
            };
        });

        var first = claims.stream().filter(id -> id.startsWith("new ")).toList();
        assertThat(first).hasSize(1);
        assertThat(claims)
                .filteredOn(id -> !id.startsWith("new "))
                .hasSize(49)
                .containsOnly(first.getFirst().substring("new ".length()));
    }

    @Test
    void a_repeated_key_stands_for_the_message_that_came_first_to_the_nanosecond() {
        var first = new Message(
                "msg_1",
                "acme",
                Sample.PAID,
                null,
                Sample.NOON.plusNanos(123_456_789),
                "00-trace-01",
                message("msg_1").payload());

        assertThat(keys.claim("acme", "key", "print", first)).isEqualTo(new Claim.New());
        assertThat(keys.claim("acme", "key", "print", message("msg_2")))
                .isEqualTo(new Claim.Repeated("msg_1", first.acceptedAt(), "00-trace-01", false));
    }

    @Test
    void another_body_under_the_same_key_is_refused_and_the_first_stays() {
        keys.claim("acme", "key", "print", message("msg_1"));

        assertThat(keys.claim("acme", "key", "other", message("msg_2"))).isEqualTo(new Claim.Taken());
        assertThat(keys.claim("acme", "key", "print", message("msg_3")))
                .isEqualTo(new Claim.Repeated("msg_1", Sample.NOON, null, false));
    }

    @Test
    void once_it_is_settled_a_repeat_knows_that_the_message_is_in_the_log() {
        keys.claim("acme", "key", "print", message("msg_1"));

        keys.settle("acme", "key");

        assertThat(keys.claim("acme", "key", "print", message("msg_2")))
                .isEqualTo(new Claim.Repeated("msg_1", Sample.NOON, null, true));
    }

    @Test
    void a_key_is_its_tenants_own() {
        keys.claim("acme", "key", "print", message("msg_1"));

        assertThat(keys.claim("globex", "key", "print", message("msg_2"))).isEqualTo(new Claim.New());
    }

    @Test
    void a_key_is_forgotten_after_its_retention_and_settling_it_later_does_not_bring_it_back() {
        keys.claim("acme", "key", "print", message("msg_1"));
        keys.settle("acme", "key");

        var claim = Everything.of(replica).keySet().stream()
                .filter(name -> name.contains(":idempotency:"))
                .findFirst()
                .orElseThrow();
        assertThat(replica.link().<Long>call(commands -> commands.pttl(claim))).isBetween(1L, DAY.toMillis());
        replica.link().<Long>call(commands -> commands.del(claim));
        keys.settle("acme", "key");
        assertThat(Everything.of(replica)).doesNotContainKey(claim);
    }

    @Test
    void what_the_sender_wrote_as_its_key_is_not_kept() {
        keys.claim("acme", "jane@example.com", "print", message("msg_1"));

        assertThat(Everything.of(replica).toString()).doesNotContain("jane");
    }

    private static RedisIdempotencyKeys keys(RedisReplica replica) {
        return new RedisIdempotencyKeys(replica.link(), replica.keys(), ScriptClock.OF_REDIS, DAY);
    }

    private static Message message(String id) {
        return Sample.message("acme", id, null, Sample.NOON);
    }
}
