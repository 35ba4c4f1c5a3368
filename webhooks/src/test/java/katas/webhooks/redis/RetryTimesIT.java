package katas.webhooks.redis;

import static katas.webhooks.redis.VirtualDispatch.TENANT;
import static katas.webhooks.redis.VirtualDispatch.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Seeds;
import katas.webhooks.delivery.Completion.State;
import katas.webhooks.delivery.Outcome;
import katas.webhooks.retry.RetrySchedule;
import org.junit.jupiter.api.Test;

/** When a delivery is attempted again. Times are virtual. */
@Lab(Needs.REDIS)
class RetryTimesIT extends WithVirtualDispatch {
    private static final Duration WAIT = Duration.ofMinutes(10);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private static final DeliveryRules NEVER_DISABLED = new DeliveryRules(
            Rules.STANDARD.lease(),
            Duration.ofDays(1_000),
            Rules.STANDARD.inFlight(),
            Rules.STANDARD.breaker(),
            new DeliveryRules.Failing(Duration.ofDays(1_000), Duration.ofDays(1_001)));

    private final RedisHandle redis;

    RetryTimesIT(RedisHandle redis) {
        this.redis = redis;
    }

    @Test
    void a_delivery_that_never_succeeds_is_attempted_15_times_over_three_days_and_then_dead() {
        var schedule = new RetrySchedule(RetrySchedule.STANDARD, 0.2, new Random(Seeds.next()));
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var times = new ArrayList<Instant>();

        State state;
        do {
            var lease = dispatch.take(1).getFirst();
            times.add(now());
            var wait = schedule.next(lease.attempts() + 1, Duration.ZERO);
            state = dispatch.answer(lease, wait.<Outcome>map(Outcome.Retry::new).orElseGet(Outcome.GivenUp::new))
                    .delivery();
            if (wait.isPresent()) {
                assertThat(next(message)).isEqualTo(now().plus(wait.get()));
                dispatch.pass(wait.get().minus(MOMENT));
                assertThat(dispatch.take(1)).isEmpty();
                dispatch.pass(MOMENT);
            }
        } while (state == State.RETRYING);

        assertThat(state).isEqualTo(State.DEAD);
        assertThat(times).hasSize(15);
        assertThat(Duration.between(times.getFirst(), times.getLast())).isGreaterThan(Duration.ofDays(3));
        assertThat(dispatch.delivery(message, "ep"))
                .containsEntry("state", "DEAD")
                .containsEntry("attempts", "15");
    }

    @Test
    void the_next_attempt_is_never_in_the_past_whatever_restarts_and_clocks_do() {
        var random = new Random(Seeds.next());
        dispatch.close();
        dispatch = new VirtualDispatch(redis, NEVER_DISABLED);
        var messages = Stream.of("ep_a", "ep_b", "ep_c")
                .map(id -> dispatch.send(TENANT, dispatch.endpoint(TENANT, id)))
                .toList();

        for (int step = 0; step < 300; step++) {
            switch (random.nextInt(4)) {
                case 0 -> dispatch.pass(Duration.ofHours(random.nextInt(-48, 48)));
                case 1 -> forgetScripts();
                default -> dispatch.pass(WAIT);
            }
            // a worker that has just begun, and knows of nothing
            for (var lease : VirtualDispatch.take(dispatch.worker(), 10)) {
                dispatch.answer(lease, retry(WAIT));
                var next = next(lease.message(), lease.endpoint());
                assertThat(next).isAfterOrEqualTo(now().plus(WAIT));
            }
            var due = Objects.requireNonNull(dispatch.next());
            assertThat(due).isBetween(Duration.ZERO, WAIT);
        }

        dispatch.pass(WAIT);
        assertThat(dispatch.takeAll()).hasSameSizeAs(messages);
    }

    @Test
    void what_became_due_while_nobody_was_there_is_attempted_at_once_and_once() {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        dispatch.answer(dispatch.take(1).getFirst(), retry(WAIT));

        dispatch.pass(Duration.ofDays(2));
        var taken = dispatch.takeAll();
        dispatch.answer(taken.getFirst(), retry(WAIT));

        assertThat(taken).hasSize(1);
        assertThat(next(message)).isEqualTo(now().plus(WAIT));
        assertThat(dispatch.takeAll()).isEmpty();
    }

    @Test
    void a_clock_that_steps_back_an_hour_delays_nothing_by_an_hour() {
        dispatch.endpoint(TENANT, "ep_waits");
        dispatch.endpoint(TENANT, "ep_limited", "interval", "100", "burst", "1");
        dispatch.send(TENANT, "ep_waits");
        dispatch.answer(dispatch.take(1).getFirst(), retry(WAIT));
        dispatch.send(TENANT, "ep_limited");
        dispatch.send(TENANT, "ep_limited");
        dispatch.take(1);

        dispatch.pass(Duration.ofHours(-1));

        assertThat(dispatch.take(10)).isEmpty();
        dispatch.pass(Duration.ofMillis(100));
        assertThat(dispatch.take(10)).hasSize(1);
        dispatch.pass(WAIT);
        assertThat(dispatch.take(10)).extracting("endpoint").contains("ep_waits");
    }

    @Test
    void a_wait_of_nothing_is_a_wait() {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));

        dispatch.answer(dispatch.take(1).getFirst(), retry(Duration.ZERO));

        assertThat(next(message)).isAfter(now());
        assertThat(dispatch.take(1)).isEmpty();
    }

    private Instant now() {
        return dispatch.clock().instant();
    }

    private Instant next(String message) {
        return next(message, "ep");
    }

    private Instant next(String message, String endpoint) {
        return dispatch.due(message, endpoint).orElseThrow();
    }

    /** As a restart of Redis does. */
    private void forgetScripts() {
        var _ = dispatch.replica().link().<String>call(commands -> commands.scriptFlush());
    }
}
