package katas.webhooks.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static katas.webhooks.redis.VirtualDispatch.DELIVERED;
import static katas.webhooks.redis.VirtualDispatch.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.TradeOffs;
import katas.webhooks.Shards;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Lease;
import katas.webhooks.delivery.Outcome;
import katas.webhooks.message.EventType;
import katas.webhooks.message.Message;
import katas.webhooks.message.Payload;
import org.junit.jupiter.api.Test;

/** What is remembered of deliveries when they are done, bodies excepted; ids are as long as they are in earnest. */
@Lab(Needs.REDIS)
class MemoryIT {
    private static final long MESSAGES = 200;
    private static final List<String> ENDPOINTS =
            List.of("ep_00000000000000000000000001", "ep_00000000000000000000000002", "ep_00000000000000000000000003");
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Answer TAKEN = new Answer.Answered(204, null, "", false);
    private static final Answer FAILED = new Answer.Answered(500, null, "x".repeat(100), false);

    private final RedisHandle redis;

    MemoryIT(RedisHandle redis) {
        this.redis = redis;
    }

    @Test
    void a_delivery_takes_a_kibibyte_or_so_and_one_more_attempt_half_of_one() {
        long once = bytesOfDelivery(0);
        long again = bytesOfDelivery(1) - once;

        TradeOffs.record("bytes of Redis for a delivery and its attempt", "isolated", once);
        TradeOffs.record("bytes of Redis for one more attempt", "isolated", again);
        // which of them it is, is a matter of Redis' version
        assertThat(once).isBetween(512L, 1_536L);
        assertThat(again).isBetween(256L, 768L);
    }

    /** Returns what is left of a delivery that has failed so often before it succeeds. */
    private long bytesOfDelivery(int failures) {
        try (var dispatch = new VirtualDispatch(redis)) {
            ENDPOINTS.forEach(endpoint -> dispatch.endpoint(TENANT, endpoint));
            var worker = dispatch.worker();
            long before = bytes(dispatch.replica());
            for (long number = 0; number < MESSAGES; number++) {
                worker.fanOut(message(dispatch, number), ENDPOINTS);
                // one message after the other, so that no breaker has its hundred calls in a minute
                for (int failure = 0; failure < failures; failure++) {
                    answer(dispatch, worker, FAILED, VirtualDispatch.retry(WAIT));
                    dispatch.pass(WAIT);
                }
                answer(dispatch, worker, TAKEN, DELIVERED);
            }
            return (bytes(dispatch.replica()) - before) / (MESSAGES * ENDPOINTS.size());
        }
    }

    private static void answer(VirtualDispatch dispatch, RedisDeliveries worker, Answer answer, Outcome outcome) {
        var leases = worker.take(Shards.of(TENANT), 100).leases();
        assertThat(leases).hasSameSizeAs(ENDPOINTS);
        leases.forEach(lease -> worker.complete(lease, attempt(dispatch, lease, answer), outcome));
    }

    private static Message message(VirtualDispatch dispatch, long number) {
        return new Message(
                "msg_%026d".formatted(number),
                TENANT,
                new EventType("order.paid"),
                null,
                dispatch.clock().instant(),
                null,
                Payload.of("{}".getBytes(UTF_8)));
    }

    private static Attempt attempt(VirtualDispatch dispatch, Lease lease, Answer answer) {
        return new Attempt(
                "att_" + "0".repeat(26),
                lease.message(),
                lease.endpoint(),
                lease.attempts() + 1,
                lease.cause(),
                dispatch.clock().instant(),
                100,
                answer);
    }

    /** Events have an end of their own. */
    private static long bytes(RedisReplica replica) {
        var link = replica.link();
        var keys =
                link.<List<String>>call(commands -> commands.keys(replica.keys().prefix() + ":*"));
        return keys.stream()
                .filter(key -> !key.contains(":events:"))
                .mapToLong(key -> link.<Long>call(commands -> commands.memoryUsage(key)))
                .sum();
    }
}
