package katas.webhooks.redis;

import static katas.webhooks.redis.VirtualDispatch.DELIVERED;
import static katas.webhooks.redis.VirtualDispatch.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Seeds;
import katas.webhooks.delivery.Lease;
import org.junit.jupiter.api.Test;

/** How fast an endpoint is called, by three workers that know nothing of each other. Times are virtual. */
@Lab(Needs.REDIS)
class RateLimitIT {
    private static final int WAITING = 1_000;
    private static final int RATE = 10;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final RedisHandle redis;

    RateLimitIT(RedisHandle redis) {
        this.redis = redis;
    }

    @Test
    void three_workers_never_send_more_than_10_and_the_burst_in_any_second() {
        assertThat(most(calls(1, 40))).isEqualTo(RATE);
        assertThat(most(calls(5, 40))).isBetween(RATE, RATE + 5 - 1);
    }

    @Test
    void a_limit_is_used_to_the_full() {
        var calls = calls(1, 8);

        assertThat(calls).hasSize(WAITING);
        assertThat(Duration.between(calls.getFirst(), calls.getLast()))
                .isLessThan(Duration.ofMillis((WAITING - 1) * 1_000 / RATE * 105 / 100));
    }

    @Test
    void what_waits_for_a_permit_is_due_when_there_is_one() {
        try (var dispatch = new VirtualDispatch(redis)) {
            limited(dispatch, 1);
            dispatch.send(TENANT, "ep");
            dispatch.send(TENANT, "ep");
            dispatch.take(1);

            assertThat(dispatch.take(1)).isEmpty();
            assertThat(dispatch.next()).isEqualTo(SECOND.dividedBy(RATE));
        }
    }

    @Test
    void a_rate_that_does_not_divide_a_second_is_kept() {
        try (var dispatch = new VirtualDispatch(redis)) {
            dispatch.endpoint(TENANT, "ep", "interval", Double.toString(1_000.0 / 3), "burst", "1");
            IntStream.range(0, 100).forEach(_ -> dispatch.send(TENANT, "ep"));

            int taken = 0;
            for (int second = 0; second < 30; second++) {
                for (int step = 0; step < 1_000; step += 50) {
                    var leases = dispatch.take(10);
                    leases.forEach(lease -> dispatch.answer(lease, DELIVERED));
                    taken += leases.size();
                    dispatch.pass(Duration.ofMillis(50));
                }
            }

            assertThat(taken).isBetween(85, 91);
        }
    }

    /**
     * Returns when the endpoint was called, until nothing waits.
     *
     * @param millis somebody asks again after less than so many
     */
    private List<Instant> calls(int burst, int millis) {
        var random = new Random(Seeds.next());
        try (var dispatch = new VirtualDispatch(redis)) {
            limited(dispatch, burst);
            IntStream.range(0, WAITING).forEach(_ -> dispatch.send(TENANT, "ep"));
            var workers = List.of(dispatch.worker(), dispatch.worker(), dispatch.worker());
            var underWay = new ArrayList<Lease>();
            var calls = new ArrayList<Instant>();
            while (calls.size() < WAITING) {
                var taken = VirtualDispatch.take(workers.get(random.nextInt(3)), 100);
                taken.forEach(_ -> calls.add(dispatch.clock().instant()));
                underWay.addAll(taken);
                if (underWay.size() > random.nextInt(4)) {
                    dispatch.answer(underWay.remove(random.nextInt(underWay.size())), DELIVERED);
                }
                dispatch.pass(Duration.ofMillis(random.nextInt(millis)));
            }
            return calls;
        }
    }

    private static void limited(VirtualDispatch dispatch, int burst) {
        dispatch.endpoint(TENANT, "ep", "interval", Double.toString(1_000.0 / RATE), "burst", Integer.toString(burst));
    }

    /** Returns how many there are in the second that has most: each begins with one of them. */
    private static int most(List<Instant> calls) {
        return calls.stream()
                .mapToInt(begin -> (int) calls.stream()
                        .filter(call -> !call.isBefore(begin) && call.isBefore(begin.plus(SECOND)))
                        .count())
                .max()
                .orElseThrow();
    }
}
