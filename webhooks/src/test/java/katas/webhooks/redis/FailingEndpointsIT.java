package katas.webhooks.redis;

import static katas.webhooks.redis.VirtualDispatch.DELIVERED;
import static katas.webhooks.redis.VirtualDispatch.GONE;
import static katas.webhooks.redis.VirtualDispatch.TENANT;
import static katas.webhooks.redis.VirtualDispatch.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Completion.Effect;
import katas.webhooks.delivery.Completion.State;
import katas.webhooks.delivery.Lease;
import katas.webhooks.delivery.Outcome;
import org.junit.jupiter.api.Test;

/** What an endpoint's failures mean for it. Times are virtual. */
@Lab(Needs.REDIS)
class FailingEndpointsIT extends WithVirtualDispatch {
    private static final Duration OPEN = Duration.ofSeconds(30);
    private static final Duration LATER = Duration.ofDays(6);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void the_breaker_needs_a_hundred_calls_to_open() {
        waiting(200);

        var effects = IntStream.range(0, 100).mapToObj(_ -> failOne()).toList();

        assertThat(effects.subList(0, 99)).containsOnly(Effect.NOTHING);
        assertThat(effects.getLast()).isEqualTo(Effect.BROKEN);
        assertThat(dispatch.takeAll()).isEmpty();
        assertThat(dispatch.events()).containsExactly("breaker-opened");
    }

    @Test
    void the_breaker_needs_half_of_them_to_fail() {
        waiting(300);

        var effects = Stream.concat(
                        IntStream.range(0, 100).mapToObj(_ -> deliverOne()),
                        IntStream.range(0, 100).mapToObj(_ -> failOne()))
                .toList();

        assertThat(effects.subList(0, 199)).containsOnly(Effect.NOTHING);
        assertThat(effects.getLast()).isEqualTo(Effect.BROKEN);
    }

    @Test
    void the_breaker_counts_no_calls_of_long_ago() {
        waiting(300);

        IntStream.range(0, 99).forEach(_ -> failOne());
        dispatch.pass(Duration.ofSeconds(60));
        var effects = IntStream.range(0, 99).mapToObj(_ -> failOne()).toList();

        assertThat(effects).containsOnly(Effect.NOTHING);
        assertThat(failOne()).isEqualTo(Effect.BROKEN);
    }

    @Test
    void half_open_sends_exactly_one_probe_whatever_the_number_of_workers() {
        var probe = halfOpen(DELIVERED);

        var effect = dispatch.answer(probe, DELIVERED).endpoint();

        assertThat(effect).isEqualTo(Effect.MENDED);
        assertThat(dispatch.takeAll()).hasSize(8);
        assertThat(dispatch.events()).containsExactly("breaker-opened", "breaker-closed");
    }

    @Test
    void a_probe_that_fails_keeps_the_breaker_open_for_as_long_again() {
        var probe = halfOpen(DELIVERED);

        dispatch.answer(probe, retry(LATER));

        dispatch.pass(OPEN.minusMillis(1));
        assertThat(dispatch.takeAll()).isEmpty();
        dispatch.pass(Duration.ofMillis(1));
        assertThat(dispatch.takeAll()).hasSize(1);
    }

    @Test
    void a_probe_that_is_lost_is_followed_by_another_one() {
        var probe = halfOpen(DELIVERED);

        dispatch.pass(Rules.STANDARD.lease());

        assertThat(dispatch.takeAll()).hasSize(1);
        assertThat(dispatch.answer(probe, DELIVERED).delivery()).isEqualTo(State.LOST);
        assertThat(dispatch.takeAll()).isEmpty();
    }

    @Test
    void what_was_under_way_when_the_breaker_opened_does_not_close_it() {
        waiting(300);
        dispatch.answer(dispatch.take(1).getFirst(), DELIVERED);
        var slow = dispatch.take(1).getFirst();
        IntStream.range(0, 99).forEach(_ -> failOne());

        assertThat(dispatch.answer(slow, DELIVERED)).extracting("endpoint").isEqualTo(Effect.NOTHING);
        assertThat(dispatch.takeAll()).isEmpty();
    }

    @Test
    void our_own_failures_are_not_the_endpoints() {
        waiting(200);

        var effects = IntStream.range(0, 150)
                .mapToObj(_ -> dispatch.fail(dispatch.take(1).getFirst()).endpoint())
                .toList();

        assertThat(effects).containsOnly(Effect.NOTHING);
        assertThat(dispatch.takeAll()).hasSize(8);
    }

    @Test
    void an_endpoint_that_keeps_failing_is_warned_and_then_disabled() {
        waiting(10);

        var effects = IntStream.rangeClosed(0, 5).mapToObj(_ -> failOneADay()).toList();

        assertThat(effects)
                .containsExactly(
                        Effect.NOTHING, Effect.NOTHING, Effect.NOTHING, Effect.NOTHING, Effect.WARNED, Effect.DISABLED);
        assertThat(dispatch.takeAll()).isEmpty();
        assertThat(dispatch.events()).containsExactly("endpoint-disabling", "endpoint-disabled");
    }

    @Test
    void an_endpoint_is_never_disabled_without_a_warning_a_day_before() {
        waiting(10);
        failOne();

        // nobody sent anything for a month
        dispatch.pass(Duration.ofDays(30));
        waiting(10);
        var first = failOne();
        var second = failOne();
        dispatch.pass(DAY);
        var third = failOne();

        assertThat(List.of(first, second, third)).containsExactly(Effect.WARNED, Effect.NOTHING, Effect.DISABLED);
    }

    @Test
    void a_success_makes_up_for_all_failures() {
        waiting(20);
        IntStream.rangeClosed(0, 4).forEach(_ -> failOneADay());

        deliverOne();

        // those of the first day are dead letters soon
        waiting(20);
        var effects = IntStream.rangeClosed(0, 3).mapToObj(_ -> failOneADay()).toList();
        assertThat(effects).containsOnly(Effect.NOTHING);
        assertThat(failOneADay()).isEqualTo(Effect.WARNED);
    }

    @Test
    void gone_disables_at_once_and_is_a_dead_letter() {
        waiting(10);
        var lease = dispatch.take(1).getFirst();

        var completion = dispatch.answer(lease, GONE);

        assertThat(completion.delivery()).isEqualTo(State.DEAD);
        assertThat(completion.endpoint()).isEqualTo(Effect.GONE);
        assertThat(dispatch.takeAll()).isEmpty();
        assertThat(dispatch.dead()).containsExactly(lease.message() + ".ep");
        assertThat(dispatch.events()).containsExactly("endpoint-disabled");
    }

    @Test
    void an_endpoint_that_asks_for_time_has_it_for_all_its_messages() {
        waiting(3);
        var minute = Duration.ofMinutes(1);

        dispatch.answer(dispatch.take(1).getFirst(), new Answered(429, "60", "", false), retry(minute));

        dispatch.pass(minute.minusMillis(1));
        assertThat(dispatch.takeAll()).isEmpty();
        dispatch.pass(Duration.ofMillis(1));
        assertThat(dispatch.takeAll()).hasSize(2);
    }

    @Test
    void an_endpoint_that_asks_for_a_day_silences_that_message_for_a_day_and_the_others_for_an_hour() {
        waiting(3);
        var put = dispatch.take(1).getFirst();

        dispatch.answer(put, new Answered(503, "86400", "", false), retry(DAY));

        dispatch.pass(Duration.ofHours(1).minusMillis(1));
        assertThat(dispatch.takeAll()).isEmpty();
        dispatch.pass(Duration.ofMillis(1));
        assertThat(dispatch.takeAll()).extracting(Lease::message).hasSize(2).doesNotContain(put.message());
    }

    /** Has the breaker open, lets its time pass, and returns the one delivery that three workers get. */
    private Lease halfOpen(Outcome first) {
        waiting(300);
        dispatch.answer(dispatch.take(1).getFirst(), first);
        IntStream.range(0, 99).forEach(_ -> failOne());
        dispatch.pass(OPEN.minusMillis(1));
        assertThat(dispatch.takeAll()).isEmpty();
        dispatch.pass(Duration.ofMillis(1));
        var taken = Stream.of(dispatch.worker(), dispatch.worker(), dispatch.worker())
                .flatMap(worker -> VirtualDispatch.take(worker, 100).stream())
                .toList();
        assertThat(taken).hasSize(1);
        return taken.getFirst();
    }

    private void waiting(int messages) {
        dispatch.endpoint(TENANT, "ep");
        IntStream.range(0, messages).forEach(_ -> dispatch.send(TENANT, "ep"));
    }

    private Effect failOne() {
        return dispatch.answer(dispatch.take(1).getFirst(), retry(LATER)).endpoint();
    }

    private Effect failOneADay() {
        var effect = failOne();
        dispatch.pass(DAY);
        return effect;
    }

    private Effect deliverOne() {
        return dispatch.answer(dispatch.take(1).getFirst(), DELIVERED).endpoint();
    }
}
